package io.countersign.engine.tasks;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Claims, decisions and completions over HTTP, on a real database; the engine is away, so nothing is confirmed. */
@EngineTest
class TasksIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;
    private String finance = "";

    @Autowired
    TasksIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @BeforeEach
    void group() {
        finance = cast.group();
    }

    @Test
    void showsWhatWasSaidBeforeToThoseWhoTakePartOnly() {
        Player ann = cast.user(finance);
        Player ben = cast.user(finance);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long first = rows.task().of(instance).groups(finance).approval("{}").create();
        long second = rows.task().of(instance).groups(finance).approval("{}").create();
        long everybodys = rows.task().of(instance).create();
        decide(ann, first, Map.of("outcome", "approved", "comment", "between us"));

        assertThat(history(ben, second)).contains("between us");
        assertThat(history(cast.user(), everybodys)).isEmpty();
    }

    private static List<String> history(Player who, long task) {
        Answer answer = get(who, task);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("history").findValuesAsString("comment");
    }

    @Test
    void takesADecisionWithAllThatBelongsToIt() {
        Player ann = cast.user(finance);
        long task = rows.task()
                .groups(finance)
                .approval("{\"policy\": \"any\", \"result\": \"financeDecision\"}")
                .nativeTask()
                .create();

        Answer answer =
                decide(ann, task, Map.of("outcome", "approved", "comment", " fine ", "variables", Map.of("code", 7)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(answer.body().path("engineSync").stringValue()).isEqualTo("waiting");
        JsonNode vote = answer.body().path("decisions").path(0);
        assertThat(vote.path("by").path("username").stringValue()).isEqualTo(ann.username());
        assertThat(vote.path("outcome").stringValue()).isEqualTo("approved");
        assertThat(vote.path("comment").stringValue()).isEqualTo("fine");
        JsonNode shown = get(ann, task).body();
        assertThat(shown.path("decisions")).isEqualTo(answer.body().path("decisions"));
        assertThat(shown.path("may").path("decide").path("reason").stringValue())
                .isEqualTo("task-already-decided");
        JsonNode entry = shown.path("history").path(0);
        assertThat(entry.path("action").stringValue()).isEqualTo("task.decided");
        assertThat(entry.path("actor").path("name").stringValue()).isEqualTo(ann.username());
        assertThat(entry.path("comment").stringValue()).isEqualTo("fine");
        assertThat(entry.path("after").path("variables").path(0).stringValue()).isEqualTo("code");

        JsonNode command = JsonMapper.shared().readTree(commandOf(task));
        assertThat(command.path("kind").stringValue()).isEqualTo("NATIVE");
        assertThat(command.path("decisionId").stringValue())
                .isEqualTo(vote.path("decisionId").stringValue());
        assertThat(command.path("variables").path("code").intValue()).isEqualTo(7);
        JsonNode result = command.path("variables").path("financeDecision");
        assertThat(result.path("outcome").stringValue()).isEqualTo("approved");
        assertThat(result.path("votes").path(0).path("by").stringValue()).isEqualTo(ann.username());
        assertThat(result.path("votes").path(0).path("at").stringValue())
                .isEqualTo(vote.path("at").stringValue());
        assertThat(result.path("decidedAt").stringValue())
                .isEqualTo(vote.path("at").stringValue());
    }

    @Test
    void takesOneDecisionOnly() {
        Player ann = cast.user(finance);
        Player ben = cast.user(finance);
        long task = rows.task().groups(finance).approval("{}").create();

        assertThat(decide(ann, task, Map.of("outcome", "rejected")).status()).isEqualTo(200);
        Answer late = decide(ben, task, Map.of("outcome", "approved"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("task-already-decided");
        assertThat(late.body().path("detail").stringValue())
                .contains(ann.username())
                .contains("rejected");
        assertThat(decide(ann, task, Map.of("outcome", "rejected")).status()).isEqualTo(409);
        assertThat(votesOn(task)).isEqualTo(1);
    }

    @Test
    void claimsForOneAndTellsTheOthersWho() {
        Player ann = cast.user(finance);
        Player ben = cast.user(finance);
        long task = rows.task().groups(finance).approval("{}").create();

        Answer claimed = ann.browser().post("/api/v1/tasks/" + task + "/claim", null);
        Answer refused = ben.browser().post("/api/v1/tasks/" + task + "/claim", null);

        assertThat(claimed.body().path("state").stringValue()).isEqualTo("CLAIMED");
        assertThat(claimed.body().path("claimedBy").stringValue()).isEqualTo(ann.username());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").stringValue()).contains("Mr " + ann.username());
        assertThat(decide(ben, task, Map.of("outcome", "approved")).problem()).isEqualTo("claimed-by-other");
        assertThat(ben.browser()
                        .post("/api/v1/tasks/" + task + "/unclaim", null)
                        .status())
                .isEqualTo(403);
        assertThat(ann.browser()
                        .post("/api/v1/tasks/" + task + "/unclaim", null)
                        .body()
                        .path("state")
                        .stringValue())
                .isEqualTo("OPEN");
        assertThat(decide(ben, task, Map.of("outcome", "approved")).status()).isEqualTo(200);
    }

    @Test
    void refusesWhoMayNotAndChangesNothing() {
        Player stranger = cast.user();
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));
        long task = rows.task().groups(finance).approval("{}").create();

        Answer refused = decide(stranger, task, Map.of("outcome", "approved"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("not-a-candidate");
        isTidy(refused);
        assertThat(get(stranger, task).status()).isEqualTo(403);
        assertThat(get(operator, task).status()).isEqualTo(200);
        assertThat(decide(operator, task, Map.of("outcome", "approved")).status())
                .isEqualTo(403);
        assertThat(votesOn(task)).isZero();
    }

    @Test
    void separatesDuties() {
        Player ann = cast.user(finance);
        Player ben = cast.user(finance);
        String fourEyes = "{\"exclude\": [\"requester\", \"previousApprovers\"]}";
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), null);
        long called = rows.instance("p", 1, "ACTIVE", instance);
        long first = rows.task().of(called).groups(finance).approval(fourEyes).create();
        long second =
                rows.task().of(instance).groups(finance).approval(fourEyes).create();

        assertThat(decide(ann, first, Map.of("outcome", "approved"))
                        .body()
                        .path("detail")
                        .stringValue())
                .isEqualTo("You can't approve this: you made the request.");
        assertThat(decide(ben, first, Map.of("outcome", "approved")).status()).isEqualTo(200);
        assertThat(decide(ben, second, Map.of("outcome", "approved")).problem())
                .isEqualTo("excluded-previous-approver");
        Answer shown = ben.browser().get("/api/v1/tasks/" + second);
        assertThat(shown.body().path("may").path("decide").path("allowed").booleanValue())
                .isFalse();
        assertThat(shown.body().path("requester").path("username").stringValue())
                .isEqualTo(ann.username());
        long unknown = rows.task().groups(finance).approval(fourEyes).create();
        assertThat(decide(ben, unknown, Map.of("outcome", "approved")).problem())
                .isEqualTo("requester-unknown");
    }

    @Test
    void completesPlainTasksWithTheirForm() {
        Player ann = cast.user();
        long form = rows.form(Cast.unique("form"), 1, """
                {"components": [
                    {"type": "textfield", "key": "item", "validate": {"required": true}},
                    {"type": "number", "key": "amount", "readonly": true},
                    {"type": "checkbox", "key": "urgent"}]}
                """);
        long task = rows.task().form(form).create();
        long instance = rows.instanceOf(task);
        rows.variable(instance, instance, "amount", "5");

        Answer missing = complete(ann, task, Map.of("urgent", "yes"));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("variables.urgent", "variables.item");
        assertThat(complete(ann, task, Map.of("item", "pens", "amount", 9))
                        .body()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("variables.amount");
        assertThat(votesOn(task)).isZero();

        Answer done = complete(ann, task, Map.of("item", "pens", "amount", 5, "urgent", true));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(get(ann, task)
                        .body()
                        .path("form")
                        .path("schema")
                        .path("components")
                        .size())
                .isEqualTo(3);
        JsonNode variables = JsonMapper.shared().readTree(commandOf(task)).path("variables");
        assertThat(variables.propertyNames()).containsExactlyInAnyOrder("item", "urgent");
    }

    @Test
    void letsNobodyCompleteATaskWithAPolicy() {
        Player ann = cast.user(finance);
        long task = rows.task().groups(finance).approval("{}").create();

        assertThat(complete(ann, task, Map.of()).problem()).isEqualTo("task-has-policy");
        Answer v2 = ann.browser().post("/v2/user-tasks/" + task + "/completion", Map.of("variables", Map.of()));
        assertThat(v2.status()).isEqualTo(409);
        assertThat(cast.system(Role.USER)
                        .post("/v2/user-tasks/" + task + "/completion", Map.of())
                        .status())
                .isEqualTo(409);
        assertThat(votesOn(task)).isZero();
        long plain = rows.task().groups(finance).create();
        assertThat(ann.browser()
                        .post("/v2/user-tasks/" + plain + "/completion", Map.of())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() {
        Player ann = cast.user();
        long task = rows.task().approval("{}").create();

        assertThat(decide(ann, task, Map.of("outcome", "maybe")).status()).isEqualTo(400);
        assertThat(decide(ann, task, Map.of()).status()).isEqualTo(400);
        assertThat(decide(ann, task, Map.of("outcome", "approved", "variables", List.of(1)))
                        .status())
                .isEqualTo(422);
        assertThat(decide(ann, task, Map.of("outcome", "approved", "variables", Map.of("countersignDecisionId", "x")))
                        .body()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("variables.countersignDecisionId");
        assertThat(decide(ann, task, Map.of("outcome", "approved", "variables", Map.of("decision", "x")))
                        .status())
                .isEqualTo(422);
        assertThat(decide(ann, task, Map.of("outcome", "approved", "comment", "x".repeat(4001)))
                        .status())
                .isEqualTo(422);
        assertThat(decide(ann, task, Map.of("outcome", "approved", "variables", Map.of("x", "x".repeat(1_100_000))))
                        .problem())
                .isEqualTo("variables-too-large");
        assertThat(decide(ann, task, Map.of("outcome", "approved", "comment", "a\0b"))
                        .problem())
                .isEqualTo("unstorable-text");
        assertThat(decide(ann, task, Map.of("outcome", "approved", "variables", Map.of("x", "a\0b")))
                        .problem())
                .isEqualTo("unstorable-text");
        assertThat(votesOn(task)).isZero();
        assertThat(decide(ann, 4711, Map.of("outcome", "approved")).problem()).isEqualTo("task-not-found");
        rows.close(task, "CANCELED", null);
        assertThat(decide(ann, task, Map.of("outcome", "approved")).problem()).isEqualTo("task-canceled");
        long broken =
                rows.task().approval("{\"policy\": \"quorum\", \"quorum\": 0}").create();
        Answer unsupported = decide(ann, broken, Map.of("outcome", "approved"));
        assertThat(unsupported.status()).isEqualTo(409);
        assertThat(unsupported.body().path("detail").stringValue()).contains("quorum");
    }

    @Test
    void letsOperatorsGiveTasksToThoseWhoMayHaveThem() {
        Player ann = cast.user(finance);
        Player ben = cast.user(finance);
        Player stranger = cast.user();
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        long task = rows.task()
                .groups(finance)
                .assignee(ann.username())
                .approval("{}")
                .create();
        String path = "/v2/user-tasks/" + task + "/assignment";

        assertThat(operator.post(path, Map.of("assignee", stranger.username())).status())
                .isEqualTo(422);
        assertThat(ben.browser().post(path, Map.of("assignee", ben.username())).status())
                .isEqualTo(409);
        assertThat(decide(ben, task, Map.of("outcome", "approved")).problem()).isEqualTo("assigned-to-other");
        assertThat(operator.post(path, Map.of("assignee", ben.username())).status())
                .isEqualTo(204);
        assertThat(decide(ann, task, Map.of("outcome", "approved")).problem()).isEqualTo("claimed-by-other");
        assertThat(decide(ben, task, Map.of("outcome", "approved")).status()).isEqualTo(200);
    }

    @Test
    void showsWhatTheTaskSees() {
        Player ann = cast.user();
        long task = rows.task().approval("{\"policy\": \"any\"}").create();
        long instance = rows.instanceOf(task);
        long element = jdbc.sql("select element_instance_key from task where key = ?")
                .param(task)
                .query(Long.class)
                .single();
        rows.variable(instance, instance, "amount", "5");
        rows.variable(instance, instance, "list", "[1, 2]");
        rows.variable(instance, instance, "note", "\"" + "x".repeat(500) + "\"");
        rows.variable(instance, instance, "countersignStartId", "\"secret\"");
        rows.variable(instance, element, "amount", "6");
        rows.variable(instance, element, "approval", "{}");

        JsonNode shown = get(ann, task).body();

        assertThat(shown.path("variables").findValuesAsString("name")).containsExactly("amount", "list", "note");
        assertThat(shown.path("variables").path(0).path("value").intValue()).isEqualTo(6);
        assertThat(shown.path("summary").propertyNames()).containsExactlyInAnyOrder("amount", "note");
        assertThat(shown.path("summary").path("note").stringValue())
                .hasSize(200)
                .endsWith("…");
        assertThat(shown.path("approval").path("policy").stringValue()).isEqualTo("any");
        assertThat(shown.path("elements").path(0).path("elementId").stringValue())
                .isEqualTo("approve");
        assertThat(shown.path("taskKey").stringValue()).isEqualTo(Long.toString(task));
    }

    private static Answer get(Player who, long task) {
        return who.browser().get("/api/v1/tasks/" + task);
    }

    private Answer decide(Player who, long task, Map<String, ?> body) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", body);
    }

    private Answer complete(Player who, long task, Map<String, ?> variables) {
        return who.browser().post("/api/v1/tasks/" + task + "/completion", Map.of("variables", variables));
    }

    private int votesOn(long task) {
        return jdbc.sql("select count(*) from task_decision where task_key = ?")
                .param(task)
                .query(Integer.class)
                .single();
    }

    private String commandOf(long task) {
        return jdbc.sql("select cast(payload as text) from engine_command where kind = 'COMPLETE_TASK' and target = ?")
                .param(Long.toString(task))
                .query(String.class)
                .single();
    }
}
