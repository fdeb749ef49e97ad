package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Approvals that need more than one vote, over HTTP. */
@EngineTest
class SeveralDecideIT {

    private final Cast cast;
    private final EngineRows rows;
    private final JdbcClient jdbc;
    private final String board;

    @Autowired
    SeveralDecideIT(ApplicationContext engine, JdbcClient jdbc) {
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
        this.jdbc = jdbc;
        this.board = cast.group();
    }

    @Test
    void aQuorumApproves() {
        Player ann = cast.user(board);
        Player ben = cast.user(board);
        Player carl = cast.user(board);
        long task = rows.task()
                .groups(board)
                .approval("{\"policy\": \"quorum\", \"quorum\": 2}")
                .create();

        JsonNode before = show(ann, task);
        assertThat(before.path("progress").path("needs").intValue()).isEqualTo(2);
        assertThat(before.path("progress").path("waiting").intValue()).isEqualTo(3);
        assertThat(before.path("may").path("claim").path("reason").stringValue())
                .isEqualTo("several-decide");

        Answer first = vote(
                ann,
                task,
                Map.of("outcome", "approved", "variables", Map.of("code", 7, "note", "a", "list", List.of(1, 2))));
        assertThat(first.body().path("state").stringValue()).isEqualTo("OPEN");
        JsonNode between = show(carl, task);
        assertThat(between.path("progress").path("has").intValue()).isEqualTo(1);
        assertThat(between.path("progress").path("waitingFor").findValuesAsString("username"))
                .containsExactlyInAnyOrder(ben.username(), carl.username());
        assertThat(commands(task)).isZero();

        Answer second = vote(ben, task, Map.of("outcome", "approved", "variables", Map.of("note", "b")));
        assertThat(second.body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(vote(carl, task, Map.of("outcome", "rejected")).problem()).isEqualTo("task-already-decided");
        JsonNode sent = command(task);
        assertThat(sent.path("decision").path("outcome").stringValue()).isEqualTo("approved");
        assertThat(sent.path("decision").path("votes").findValuesAsString("by"))
                .containsExactly(ann.username(), ben.username());
        // what all of them filled in, the last word counts
        assertThat(sent.path("code").intValue()).isEqualTo(7);
        assertThat(sent.path("note").stringValue()).isEqualTo("b");
        assertThat(sent.path("list").path(1).intValue()).isEqualTo(2);
        assertThat(show(carl, task).path("progress").path("waiting").intValue()).isZero();
    }

    @Test
    void aQuorumThatCannotBeReachedRejectsEarly() {
        Player ann = cast.user(board);
        Player ben = cast.user(board);
        cast.user(board);
        long task = rows.task()
                .groups(board)
                .approval("{\"policy\": \"quorum\", \"quorum\": \"2\"}")
                .create();

        assertThat(reject(ann, task).body().path("state").stringValue()).isEqualTo("OPEN");
        assertThat(reject(ben, task).body().path("state").stringValue()).isEqualTo("DECIDED");

        assertThat(command(task).path("decision").path("outcome").stringValue()).isEqualTo("rejected");
    }

    @Test
    void aVoteCanBeChangedUntilTheDecision() {
        Player ann = cast.user(board);
        Player ben = cast.user(board);
        long task = rows.task().groups(board).approval("{\"policy\": \"all\"}").create();

        approve(ann, task);
        approve(ann, task);
        JsonNode changed = reject(ann, task).body();

        assertThat(changed.path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(changed.path("decisions").findValuesAsString("outcome")).containsExactly("rejected");
        assertThat(approve(ben, task).problem()).isEqualTo("task-already-decided");
        assertThat(show(ann, task)
                        .path("history")
                        .path(0)
                        .path("after")
                        .path("changedFrom")
                        .stringValue())
                .isEqualTo("approved");
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'task.decided' and object_id = ?")
                        .param(Long.toString(task))
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void allMeansEverybodyButWhoMustNot() {
        Player ann = cast.user(board);
        Player ben = cast.user(board);
        Player carl = cast.user(board);
        long task = rows.task()
                .groups(board)
                .approval("{\"policy\": \"all\", \"exclude\": \"requester\"}")
                .create();
        rows.requested(rows.instanceOf(task), carl.username(), null);

        assertThat(approve(carl, task).problem()).isEqualTo("excluded-requester");
        assertThat(approve(ann, task).body().path("state").stringValue()).isEqualTo("OPEN");
        assertThat(approve(ben, task).body().path("state").stringValue()).isEqualTo("DECIDED");
    }

    @Test
    void aNamedApproverWhoIsNotThereIsNotTakenForAYes() {
        Player ann = cast.user();
        long task = rows.task()
                .approval("{\"policy\": \"all\", \"approvers\": [\"%s\", \"ghost\"]}".formatted(ann.username()))
                .create();

        assertThat(approve(ann, task).body().path("state").stringValue()).isEqualTo("OPEN");
        JsonNode progress = show(ann, task).path("progress");
        assertThat(progress.path("waitingFor").findValuesAsString("username")).containsExactly("ghost");
        assertThat(progress.path("reachable").booleanValue()).isFalse();
    }

    @Test
    void oneAfterTheOther() {
        Player ann = cast.user(board);
        Player ben = cast.user();
        long task = rows.task()
                .approval("{\"policy\": \"sequential\", \"approvers\": \"%s\", \"groups\": \"%s\"}"
                        .formatted(ben.username(), board))
                .create();

        Answer tooSoon = approve(ann, task);
        assertThat(tooSoon.status()).isEqualTo(409);
        assertThat(tooSoon.problem()).isEqualTo("not-your-turn");
        assertThat(show(ann, task)
                        .path("progress")
                        .path("waitingFor")
                        .path(0)
                        .path("displayName")
                        .stringValue())
                .isEqualTo("Mr " + ben.username());
        assertThat(approve(ben, task).body().path("state").stringValue()).isEqualTo("OPEN");
        assertThat(show(ann, task).path("progress").path("waitingForGroup").stringValue())
                .isEqualTo(board);
        assertThat(approve(ann, task).body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(command(task).path("decision").path("outcome").stringValue()).isEqualTo("approved");
    }

    @Test
    void saysThatTheNextInTurnMustNotOrCannotDecide() {
        Player ann = cast.user();
        String inTurn = "{\"policy\": \"sequential\", \"approvers\": [\"%s\", \"ghost\"], \"exclude\": \"%s\"}";
        long excluded = rows.task()
                .approval(inTurn.formatted(ann.username(), ann.username()))
                .create();
        long unknown =
                rows.task().approval(inTurn.formatted(ann.username(), "nobody")).create();

        assertThat(show(ann, excluded).path("progress").path("reachable").booleanValue())
                .isFalse();
        assertThat(show(ann, unknown).path("progress").path("reachable").booleanValue())
                .isTrue();
        approve(ann, unknown);
        assertThat(show(ann, unknown).path("progress").path("reachable").booleanValue())
                .isFalse();
    }

    @Test
    void weightsAddUp() {
        String chiefs = cast.group();
        Player ann = cast.user(board);
        Player chief = cast.user(chiefs, board);
        long task = rows.task()
                .groups(board)
                .approval("{\"policy\": \"weighted\", \"weights\": {\"%s\": 3}, \"threshold\": 4}".formatted(chiefs))
                .create();

        assertThat(approve(chief, task).body().path("state").stringValue()).isEqualTo("OPEN");
        assertThat(show(ann, task).path("progress").path("has").intValue()).isEqualTo(3);
        assertThat(approve(ann, task).body().path("state").stringValue()).isEqualTo("DECIDED");
    }

    @Test
    void saysThatTooFewMayVote() {
        Player ann = cast.user(board);
        long task = rows.task()
                .groups(board)
                .approval("{\"policy\": \"quorum\", \"quorum\": 3}")
                .create();

        assertThat(approve(ann, task).body().path("state").stringValue()).isEqualTo("OPEN");

        assertThat(show(ann, task).path("progress").path("reachable").booleanValue())
                .isFalse();
    }

    private static Answer approve(Player who, long task) {
        return vote(who, task, Map.of("outcome", "approved"));
    }

    private static Answer reject(Player who, long task) {
        return vote(who, task, Map.of("outcome", "rejected"));
    }

    private static Answer vote(Player who, long task, Map<String, ?> body) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", body);
    }

    private static JsonNode show(Player who, long task) {
        return who.browser().get("/api/v1/tasks/" + task).body();
    }

    private int commands(long task) {
        return jdbc.sql("select count(*) from engine_command where target = ?")
                .param(Long.toString(task))
                .query(Integer.class)
                .single();
    }

    private JsonNode command(long task) {
        return JsonMapper.shared()
                .readTree(jdbc.sql(
                                "select cast(payload as text) from engine_command where kind = 'COMPLETE_TASK' and target = ?")
                        .param(Long.toString(task))
                        .query(String.class)
                        .single())
                .path("variables");
    }
}
