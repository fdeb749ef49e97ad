package io.countersign.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class AskRequesterIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    AskRequesterIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void goesToTheRequesterAndComesBackAnswered() {
        String group = cast.group();
        Player rita = cast.user();
        Player ben = cast.user(group);
        Player carl = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, rita.username(), null);
        long called = rows.instance("p", 1, "ACTIVE", request);
        long task = rows.task().of(called).groups(group).approval("{}").create();

        Answer asked = ask(ben, task, "Which supplier?");
        assertThat(asked.status()).isEqualTo(201);
        String question = asked.body().path("questionId").stringValue();

        JsonNode waiting = rita.browser()
                .get("/api/v1/requests")
                .body()
                .path("items")
                .path(0)
                .path("question");
        assertThat(waiting.path("text").stringValue()).isEqualTo("Which supplier?");
        assertThat(waiting.path("askedBy").path("displayName").stringValue()).isEqualTo("Mr " + ben.username());
        assertThat(mark(carl, task).path("state").stringValue()).isEqualTo("WAITING");
        assertThat(ask(carl, task, "And the price?").problem()).isEqualTo("question-open");
        // who has a task of a called process only does not see the request that called it
        assertThat(answer(ben, request, question, "Acme").problem()).isEqualTo("request-not-visible");

        assertThat(answer(rita, request, question, "Acme").status()).isEqualTo(204);

        assertThat(answer(rita, request, question, "Or not").problem()).isEqualTo("question-answered");
        assertThat(mark(carl, task).path("state").stringValue()).isEqualTo("ANSWERED");
        assertThat(rita.browser()
                        .get("/api/v1/requests/" + request)
                        .body()
                        .path("question")
                        .isNull())
                .isTrue();
        JsonNode answered = conversation(carl, task).path("questions").path(0);
        assertThat(answered.path("answer").stringValue()).isEqualTo("Acme");
        assertThat(answered.path("state").stringValue()).isEqualTo("ANSWERED");
        assertThat(ask(carl, task, "And the price?").status()).isEqualTo(201);
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where process_instance_key = ? and action like 'question.%'")
                        .param(request)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void isNotNeededOnceTheTaskIsDecided() {
        String group = cast.group();
        Player rita = cast.user();
        Player ben = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, rita.username(), null);
        long task = rows.task().of(request).groups(group).approval("{}").create();
        String question =
                ask(ben, task, "Which supplier?").body().path("questionId").stringValue();

        assertThat(answer(ben, request, question, "Acme").problem()).isEqualTo("asked-of-another");

        assertThat(ben.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                        .status())
                .isEqualTo(200);

        assertThat(conversation(ben, task)
                        .path("questions")
                        .path(0)
                        .path("state")
                        .stringValue())
                .isEqualTo("NO_LONGER_NEEDED");
        assertThat(answer(rita, request, question, "Acme").problem()).isEqualTo("question-no-longer-needed");
        assertThat(rita.browser()
                        .get("/api/v1/requests/" + request)
                        .body()
                        .path("question")
                        .isNull())
                .isTrue();
        assertThat(ask(ben, task, "And?").problem()).isEqualTo("task-already-decided");
    }

    @Test
    void mayBeTakenBackByWhoAsked() {
        String group = cast.group();
        Player rita = cast.user();
        Player ben = cast.user(group);
        Player carl = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, rita.username(), null);
        long task = rows.task().of(request).groups(group).create();
        String path = "/api/v1/tasks/" + task + "/questions/"
                + ask(ben, task, "Which supplier?").body().path("questionId").stringValue();

        assertThat(carl.browser().delete(path).problem()).isEqualTo("asked-by-another");
        assertThat(ben.browser().delete(path).status()).isEqualTo(204);
        assertThat(ben.browser().delete(path).problem()).isEqualTo("question-taken-back");
        assertThat(mark(ben, task).isNull()).isTrue();
        assertThat(ask(carl, task, "Which supplier?").status()).isEqualTo(201);
    }

    @Test
    void needsSomebodyToAskAndARightToAct() {
        String group = cast.group();
        Player rita = cast.user(group);
        Player ben = cast.user(group);
        long unknown = rows.task().groups(group).create();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, rita.username(), null);
        long own = rows.task().of(request).groups(group).create();
        long taken = rows.task().of(request).groups(group).create();
        rita.browser().post("/api/v1/tasks/" + taken + "/claim", null);

        assertThat(ask(ben, unknown, "Who?").problem()).isEqualTo("requester-unknown");
        assertThat(ask(rita, own, "Why?").problem()).isEqualTo("own-request");
        assertThat(ask(ben, taken, "Why?").problem()).isEqualTo("claimed-by-other");
        assertThat(conversation(ben, taken)
                        .path("may")
                        .path("ask")
                        .path("reason")
                        .stringValue())
                .isEqualTo("claimed-by-other");
        assertThat(ask(cast.user(), own, "Why?").status()).isEqualTo(403);
        assertThat(ask(ben, own, " ").problem()).isEqualTo("text-does-not-fit");
    }

    @Test
    void asksOneOfManyAtOnce() {
        String group = cast.group();
        Player rita = cast.user();
        Player ben = cast.user(group);
        Player carl = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, rita.username(), null);
        long task = rows.task().of(request).groups(group).create();

        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 12; i++) {
            Player who = i % 2 == 0 ? ben : carl;
            asked.add(CompletableFuture.supplyAsync(() -> ask(who, task, "Which supplier?")));
        }
        List<Integer> statuses =
                asked.stream().map(answer -> answer.join().status()).toList();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    private static Answer ask(Player player, long task, String text) {
        return player.browser().post("/api/v1/tasks/" + task + "/questions", Map.of("text", text));
    }

    private static Answer answer(Player player, long request, String question, String text) {
        return player.browser()
                .put("/api/v1/requests/" + request + "/questions/" + question + "/answer", Map.of("text", text));
    }

    private static JsonNode conversation(Player player, long task) {
        return player.browser().get("/api/v1/tasks/" + task + "/conversation").body();
    }

    private static JsonNode mark(Player player, long task) {
        return player.browser().get("/api/v1/tasks/" + task).body().path("question");
    }
}
