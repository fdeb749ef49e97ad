package io.countersign.engine.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import io.countersign.engine.recordstream.ReadModelRebuild;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Deadlines from end to end: a model at a real broker, our exporter, the projection, the agenda, the relay, and back. */
class DeadlineProcessIT extends EngineIT {

    private final ApplicationContext engine;
    private final ReadModelRebuild rebuild;
    private final String calendar = Cast.unique("always");

    @Autowired
    DeadlineProcessIT(ApplicationContext engine, ReadModelRebuild rebuild) {
        this.engine = engine;
        this.rebuild = rebuild;
    }

    @BeforeEach
    void workAroundTheClock() {
        var body = new HashMap<String, Object>();
        body.put("name", calendar);
        body.put("zone", "Europe/Berlin");
        body.put(
                "week",
                Arrays.stream(DayOfWeek.values())
                        .collect(Collectors.toMap(DayOfWeek::name, day -> List.of("00:00-24:00"))));
        body.put("region", null);
        body.put("daysOff", List.of());
        body.put("workingDays", List.of());
        body.put("processIds", List.of());
        body.put("groups", List.of());
        Player admin = new Cast(engine).player(Set.of(Role.ADMIN));
        assertThat(admin.browser().post("/api/v1/calendars/" + calendar, body).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isEscalatedAndThenExpiresSoThatTheProcessGoesOn(boolean nativeTask) {
        var cast = new Cast(engine);
        Player ben = cast.reachable();
        Player ines = cast.reachable();
        long instance = start(
                nativeTask,
                ben,
                ines,
                Map.of(
                        "deadline.due", "=\"PT\" + string(1 + 1) + \"S\"",
                        "deadline.remind", "PT1S",
                        "deadline.escalate", "PT0S",
                        "deadline.expire", "PT15S"));

        long task = taskOf(instance);
        eventually().until(() -> actions(task).contains("task.escalated"));
        assertThat(ines.browser()
                        .get("/api/v1/tasks?state=OPEN")
                        .body()
                        .path("items")
                        .findValuesAsString("taskKey"))
                .contains(Long.toString(task));

        eventually().until(() -> elements(instance).contains("expired COMPLETED"));
        assertThat(elements(instance)).noneMatch(element -> element.startsWith("decided"));
        assertThat(actions(task)).containsSubsequence("task.created", "task.escalated", "task.expired");
        assertThat(jdbc.sql("select voter || ' ' || outcome from task_decision where task_key = ?")
                        .param(task)
                        .query(String.class)
                        .list())
                .containsExactly("system:deadline expired");
        eventually()
                .untilAsserted(() ->
                        assertThat(shown(ben, task).path("state").stringValue()).isEqualTo("COMPLETED"));
    }

    @Test
    void isFrozenAndOutlivesARebuildThatTellsNobody() {
        var cast = new Cast(engine);
        Player ben = cast.reachable();
        Player ines = cast.reachable();
        long instance = start(
                true,
                ben,
                ines,
                Map.of(
                        "deadline.due", "PT0S",
                        "deadline.escalate", "PT0S",
                        "deadline.expire", "P9D"));
        long task = taskOf(instance);
        eventually().until(() -> actions(task).contains("task.escalated"));
        String frozen = words(task);
        assertThat(frozen).contains("\"PT0S\"", "\"P9D\"", calendar);
        assertThat(jdbc.sql("select calendar_id from task_deadline where task_key = ?")
                        .param(task)
                        .query(String.class)
                        .single())
                .isEqualTo(calendar);

        long element = jdbc.sql("select element_instance_key from task where key = ?")
                .param(task)
                .query(Long.class)
                .single();
        zeebe().newSetVariablesCommand(element)
                .variables(Map.of("deadline", Map.of("due", "P5D")))
                .local(true)
                .send()
                .join();
        eventually()
                .until(() -> jdbc.sql("select value from variable where scope_key = ? and name = 'deadline'")
                        .param(element)
                        .query(String.class)
                        .single()
                        .contains("P5D"));
        assertThat(words(task)).isEqualTo(frozen);
        String planned = row("task_deadline", "task_key", task);
        String before = row("task", "key", task);
        List<String> actions = actions(task);
        assertThat(mails(task)).isEqualTo(1);

        rebuild.run(progress -> {});

        assertThat(row("task", "key", task)).isEqualTo(before);
        assertThat(row("task_deadline", "task_key", task)).isEqualTo(planned);
        // whoever has something to do for tasks that appear has done it after this one
        long next = taskOf(start(true, ben, ines, Map.of("deadline.due", "PT0S", "deadline.escalate", "PT0S")));
        eventually().until(() -> actions(next).contains("task.escalated"));
        assertThat(actions(task)).isEqualTo(actions);
        assertThat(mails(task)).isEqualTo(1);
        assertThat(row("task_deadline", "task_key", task)).isEqualTo(planned);
        assertThat(shown(ines, task).path("state").stringValue()).isEqualTo("OPEN");
    }

    private long start(boolean nativeTask, Player assignee, Player chief, Map<String, String> deadline) {
        String processId = uniqueId("deadline");
        deploy(processId, model(processId, task -> {
            UserTaskBuilder kind = nativeTask ? task.zeebeUserTask() : task;
            UserTaskBuilder described = kind.name("Approve it")
                    .zeebeAssignee(assignee.username())
                    .zeebeInput("any", "approval.policy")
                    .zeebeInput("reject", "approval.onExpiry")
                    .zeebeInput("verdict", "approval.result")
                    .zeebeInput(calendar, "deadline.calendar")
                    .zeebeInput(chief.username(), "deadline.escalateTo");
            deadline.forEach((setting, value) -> described.zeebeInput(value, setting));
            return described;
        }));
        return zeebe().newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private static BpmnModelInstance model(String processId, Function<UserTaskBuilder, UserTaskBuilder> describe) {
        UserTaskBuilder task =
                Bpmn.createExecutableProcess(processId).startEvent().userTask("approve");
        return describe.apply(task)
                .exclusiveGateway("how")
                .defaultFlow()
                .endEvent("decided")
                .moveToLastGateway()
                .conditionExpression("verdict.outcome = \"expired\"")
                .endEvent("expired")
                .done();
    }

    private long taskOf(long instance) {
        eventually()
                .until(() -> jdbc.sql("select count(*) from task_deadline d join task t on t.key = d.task_key"
                                        + " where t.process_instance_key = ? and d.due_at is not null")
                                .param(instance)
                                .query(Integer.class)
                                .single()
                        == 1);
        return jdbc.sql("select key from task where process_instance_key = ?")
                .param(instance)
                .query(Long.class)
                .single();
    }

    private String words(long task) {
        return jdbc.sql("select cast(deadline as text) from task where key = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private String row(String table, String key, long task) {
        return jdbc.sql("select cast(t as text) from " + table + " t where " + key + " = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private List<String> actions(long task) {
        return jdbc.sql("select action from audit_entry where object_type = 'task' and object_id = ? order by id")
                .param(Long.toString(task))
                .query(String.class)
                .list();
    }

    private int mails(long task) {
        return jdbc.sql("select count(*) from notification where message_id like ?")
                .param("%-" + task + "-%")
                .query(Integer.class)
                .single();
    }

    private List<String> elements(long instance) {
        return jdbc.sql("select element_id || ' ' || state from element_instance where process_instance_key = ?")
                .param(instance)
                .query(String.class)
                .list();
    }

    private static JsonNode shown(Player who, long task) {
        return who.browser().get("/api/v1/tasks/" + task).body();
    }
}
