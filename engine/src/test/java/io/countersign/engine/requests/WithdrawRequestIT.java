package io.countersign.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.Client;
import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All the way to a real engine. */
class WithdrawRequestIT extends EngineIT {

    private final String process = uniqueId("withdraw");

    @Test
    void endsInTheEngine() {
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .userTask("approve", task -> task.zeebeCandidateGroups("nobody"))
                        .endEvent()
                        .done());
        Client ann = person(Role.USER);
        String key = ann.post("/v2/process-instances", Map.of("processDefinitionId", process))
                .body()
                .path("processInstanceKey")
                .stringValue();
        // right after the start, whatever the read model knows
        assertThat(ann.post("/api/v1/requests/" + key + "/withdrawal", Map.of("reason", "No longer needed"))
                        .status())
                .isEqualTo(200);

        eventually()
                .until(() -> ann.get("/api/v1/requests/" + key)
                        .body()
                        .path("state")
                        .asString("")
                        .equals("TERMINATED"));
        eventually()
                .until(() -> jdbc.sql("select state from engine_command where kind = 'CANCEL_INSTANCE' and target = ?")
                        .param(key)
                        .query(String.class)
                        .single()
                        .equals("DONE"));
        assertThat(ann.get("/api/v1/requests/" + key)
                        .body()
                        .path("withdrawal")
                        .path("reason")
                        .stringValue())
                .isEqualTo("No longer needed");
        assertThat(ann.post("/api/v1/requests/" + key + "/withdrawal", null).problem())
                .isEqualTo("request-already-withdrawn");
    }
}
