package io.countersign.engine.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.Client;
import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteerInstanceIT extends EngineIT {

    private final String process = uniqueId("steer");

    @Test
    void cancelsAnInstance() {
        var operator = person(Role.OPERATOR);
        var key = startAtTheBroker();

        var answer = operator.post("/v2/process-instances/" + key + "/cancellation", null);

        assertThat(answer.status()).isEqualTo(204);
        eventually().until(() -> state(key).equals("TERMINATED"));
        assertThat(audited("process-instance.cancel-requested", key)).isTrue();
        assertThat(operator.post("/v2/process-instances/" + key + "/cancellation", null)
                        .status())
                .isIn(404, 409);
    }

    @Test
    void saysThatThereIsNoSuchInstance() {
        var operator = person(Role.OPERATOR);

        // one that no partition made, and one that partition 2 has not made
        for (var key : new long[] {12345, (2L << 51) + 999_999_999}) {
            var answer = operator.post("/v2/process-instances/" + key + "/cancellation", null);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
        }
        assertThat(operator.post("/v2/process-instances/abc/cancellation", null).status())
                .isEqualTo(400);
    }

    @Test
    void cancelsOnlyWholeInstances() {
        var child = uniqueId("child");
        deployServiceTask(child);
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .callActivity("call", call -> call.zeebeProcessId(child))
                        .endEvent()
                        .done());
        var parent = zeebe().newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
        eventually().until(() -> called(parent) != 0);

        var answer = person(Role.OPERATOR).post("/v2/process-instances/" + called(parent) + "/cancellation", null);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("detail").asString()).contains(Long.toString(parent));
    }

    @Test
    void retriesWithChangedVariables() {
        var operator = person(Role.OPERATOR);
        var key = startAtTheBroker();
        var job = zeebe().newActivateJobsCommand()
                .jobType(process)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(1))
                .send()
                .join()
                .getJobs()
                .getFirst();
        zeebe().newFailCommand(job.getKey())
                .retries(0)
                .errorMessage("no budget")
                .send()
                .join();
        eventually().until(() -> incidentOf(key) != 0);

        assertThat(operator.put(
                                "/v2/element-instances/" + key + "/variables",
                                Map.of("variables", Map.of("budget", 100), "local", false))
                        .status())
                .isEqualTo(204);
        var answer = operator.post("/v2/incidents/" + incidentOf(key) + "/resolution", null);

        assertThat(answer.status()).isEqualTo(204);
        var again = zeebe().newActivateJobsCommand()
                .jobType(process)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(1))
                .send()
                .join()
                .getJobs();
        assertThat(again).singleElement().satisfies(it -> {
            assertThat(it.getRetries()).isEqualTo(1);
            assertThat(it.getVariablesAsMap()).containsEntry("budget", 100);
        });
        eventually()
                .until(() -> operator.post("/v2/incidents/" + incidentOf(key) + "/resolution", null)
                                .status()
                        == 409);
        assertThat(operator.post("/v2/incidents/17/resolution", null).status()).isEqualTo(404);
    }

    @Test
    void protectsWhatIsReservedAndWhoMay() {
        var key = startAtTheBroker();
        Client operator = person(Role.OPERATOR);

        assertThat(operator.put(
                                "/v2/element-instances/" + key + "/variables",
                                Map.of("variables", Map.of("countersignDecisionId", "forged")))
                        .problem())
                .isEqualTo("reserved-variable");
        assertThat(operator.put("/v2/element-instances/" + key + "/variables", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(person(Role.USER)
                        .post("/v2/process-instances/" + key + "/cancellation", null)
                        .status())
                .isEqualTo(403);
    }

    private long startAtTheBroker() {
        deployServiceTask(process);
        var key = zeebe().newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
        eventually().until(() -> state(key).equals("ACTIVE"));
        return key;
    }

    private String state(long key) {
        return jdbc.sql("select state from process_instance where key = ?")
                .param(key)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private long called(long parent) {
        return jdbc.sql("select key from process_instance where parent_process_instance_key = ?")
                .param(parent)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private long incidentOf(long instance) {
        return jdbc.sql("select key from incident where process_instance_key = ?")
                .param(instance)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private boolean audited(String action, long instance) {
        return jdbc.sql("select exists (select from audit_entry where action = ? and process_instance_key = ?)")
                .params(action, instance)
                .query(Boolean.class)
                .single();
    }
}
