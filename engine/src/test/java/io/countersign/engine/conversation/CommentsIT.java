package io.countersign.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class CommentsIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    CommentsIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void areReadByEverybodyWithAPartInTheRequest() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        Player cleo = cast.user();
        Player stranger = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long called = rows.instance("p", 1, "ACTIVE", request);
        long task = rows.task().of(called).groups(group).create();
        long later = rows.task().of(request).users(cleo.username()).create();

        Answer said = say(ben, task(task), "Is this within budget, @" + ann.username() + "?");
        assertThat(said.status()).isEqualTo(201);
        assertThat(said.body().path("mentions").path(0).path("displayName").stringValue())
                .isEqualTo("Mr " + ann.username());
        assertThat(say(ann, request(request), "  It is.\n").status()).isEqualTo(201);

        for (Answer seen : List.of(
                ann.browser().get(request(request) + "/conversation"),
                ben.browser().get(task(task) + "/conversation"),
                cleo.browser().get(task(later) + "/conversation"))) {
            assertThat(texts(seen)).containsExactly("Is this within budget, @" + ann.username() + "?", "It is.");
        }
        for (String path : List.of(task(task), request(request))) {
            assertThat(stranger.browser().get(path + "/conversation").status()).isEqualTo(403);
            assertThat(stranger.browser().get(path + "/people").status()).isEqualTo(403);
            assertThat(stranger.browser().put(path + "/seen", null).status()).isEqualTo(403);
            assertThat(say(stranger, path, "hello").status()).isEqualTo(403);
        }
        assertThat(ann.browser().get("/api/v1/tasks/4711/conversation").status())
                .isEqualTo(404);
        assertThat(ann.browser().get("/api/v1/requests/4711/conversation").status())
                .isEqualTo(404);
    }

    @Test
    void ofOtherTasksStayAmongThoseWithAPartWhereATaskIsForEverybody() {
        Player ann = cast.user();
        Player anybody = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long closed = rows.task().of(request).users(ann.username()).create();
        long open = rows.task().of(request).create();
        say(ann, task(closed), "among us");
        say(ann, request(request), "to all");
        say(anybody, task(open), "from anybody");

        assertThat(texts(anybody.browser().get(task(open) + "/conversation")))
                .containsExactly("to all", "from anybody");
        assertThat(texts(ann.browser().get(task(open) + "/conversation")))
                .containsExactly("among us", "to all", "from anybody");
    }

    @Test
    void mentionOnlyThoseWhoHaveToDoWithIt() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        Player member = cast.user(group);
        Player stranger = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long task = rows.task().of(request).groups(group).create();

        assertThat(people(ben, task(task), "")).containsExactlyInAnyOrder(ann.username(), member.username());
        assertThat(people(ann, request(request), "mr " + ben.username().toUpperCase(Locale.ROOT)))
                .containsExactly(ben.username());
        assertThat(people(ann, request(request), ben.username().substring(0, 9)))
                .contains(ben.username());
        assertThat(people(ann, request(request), "%")).isEmpty();

        Answer refused = say(ben, task(task), "Ask @" + stranger.username() + ".");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("mention-of-a-stranger");
        assertThat(refused.body().path("detail").stringValue()).contains("Mr " + stranger.username());
        assertThat(texts(ben.browser().get(task(task) + "/conversation"))).isEmpty();
        assertThat(say(ben, task(task), "Ask @nobody-at-all.").status()).isEqualTo(201);
    }

    @Test
    void areDeletedByTheirAuthorsAndLeaveATrace() {
        Player ann = cast.user();
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        String comment = "/api/v1/comments/"
                + say(ann, request(request), "oops").body().path("commentId").stringValue();

        assertThat(operator.browser().delete(comment).status()).isEqualTo(404);
        assertThat(ann.browser().delete(comment).status()).isEqualTo(204);
        assertThat(ann.browser().delete(comment).status()).isEqualTo(409);

        JsonNode left = operator.browser()
                .get(request(request) + "/conversation")
                .body()
                .path("comments")
                .path(0);
        assertThat(left.path("text").isNull()).isTrue();
        assertThat(left.path("deletedAt").isNull()).isFalse();
        assertThat(left.path("by").path("username").stringValue()).isEqualTo(ann.username());
        assertThat(jdbc.sql("select action from audit_entry where process_instance_key = ? order by id")
                        .param(request)
                        .query(String.class)
                        .list())
                .containsExactly("comment.written", "comment.deleted");
    }

    @Test
    void haveSomethingToSayAndAnEnd() {
        Player ann = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);

        assertThat(say(ann, request(request), " \n ").problem()).isEqualTo("text-does-not-fit");
        assertThat(say(ann, request(request), "x".repeat(4001)).status()).isEqualTo(422);
        assertThat(say(ann, request(request), "x".repeat(4000)).status()).isEqualTo(201);
        assertThat(cast.system(Role.USER)
                        .post(request(request) + "/comments", Map.of("text", "beep"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void sayWhatChangedSinceOneLooked() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long task = rows.task().of(request).groups(group).create();
        rows.variable(request, request, "amount", "100");
        rows.variable(request, request, "item", "\"Ladder\"");
        rows.variable(request, request, "lines", "[1]");

        assertThat(seen(ben, task).isNull()).isTrue();
        assertThat(ben.browser().put(task(task) + "/seen", null).status()).isEqualTo(204);
        assertThat(seen(ben, task).path("changes").isEmpty()).isTrue();
        jdbc.sql(
                        "update variable set value = case name when 'amount' then '120' else value end where process_instance_key = ?")
                .param(request)
                .update();
        jdbc.sql("update variable set value = '[1, 2]' where process_instance_key = ? and name = 'lines'")
                .param(request)
                .update();
        rows.variable(request, request, "urgent", "true");

        JsonNode seen = seen(ben, task);
        assertThat(seen.path("at").stringValue()).isNotEmpty();
        assertThat(seen.path("changes").toString())
                .isEqualTo("[{\"name\":\"amount\",\"before\":100,\"after\":120},"
                        + "{\"name\":\"urgent\",\"before\":null,\"after\":true}]");
        assertThat(seen(ann, request, "/api/v1/requests/").isNull()).isTrue();
        ben.browser().put(task(task) + "/seen", null);
        assertThat(seen(ben, task).path("changes").isEmpty()).isTrue();
    }

    @Test
    void comeWithWhatIsNext() {
        Player ann = cast.user();
        String process = Cast.unique("p");
        long definition = rows.process(process, 1, """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="%s">
                <userTask id="approve"/><userTask id="finance" name="Finance approval"/><endEvent id="end"/>
                <sequenceFlow id="a" sourceRef="approve" targetRef="finance"/><sequenceFlow id="b" sourceRef="approve" targetRef="end"/>
                </process></definitions>""".formatted(process), null);
        long request = rows.instance(process, definition, "ACTIVE", null);
        long task = rows.task().of(request).users(ann.username()).create();
        jdbc.sql("update task set process_definition_key = ? where key = ?")
                .params(definition, task)
                .update();

        JsonNode next = ann.browser().get(task(task) + "/conversation").body().path("next");
        assertThat(next.path("tasks").path(0).path("name").stringValue()).isEqualTo("Finance approval");
        assertThat(next.path("end").stringValue()).isEqualTo("ENDS");
        ann.browser().post(task(task) + "/completion", Map.of());
        assertThat(ann.browser()
                        .get(task(task) + "/conversation")
                        .body()
                        .path("next")
                        .isNull())
                .isTrue();
    }

    private static JsonNode seen(Player player, long taskKey) {
        return seen(player, taskKey, "/api/v1/tasks/");
    }

    private static JsonNode seen(Player player, long key, String path) {
        return player.browser().get(path + key + "/conversation").body().path("seen");
    }

    private static Answer say(Player player, String where, String text) {
        return player.browser().post(where + "/comments", Map.of("text", text));
    }

    private static List<String> people(Player player, String where, String search) {
        return stream(player.browser()
                        .get(where + "/people?search="
                                + search.replace("%", "%25").replace(" ", "%20"))
                        .body()
                        .path("items"))
                .map(person -> person.path("username").stringValue())
                .toList();
    }

    private static List<String> texts(Answer conversation) {
        return stream(conversation.body().path("comments"))
                .map(comment -> comment.path("text").stringValue())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return list.values().stream();
    }

    private static String task(long key) {
        return "/api/v1/tasks/" + key;
    }

    private static String request(long key) {
        return "/api/v1/requests/" + key;
    }
}
