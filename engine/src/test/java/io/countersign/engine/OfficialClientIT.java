package io.countersign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.identity.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camunda's own Java client, talking REST to us instead of to Camunda. */
class OfficialClientIT extends EngineIT {

    private final String process = uniqueId("official");
    private CamundaClient client = zeebe();

    @BeforeEach
    void connect() {
        client = OfficialClient.of(port, newKey(Role.USER, Role.DESIGNER, Role.OPERATOR));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void seesTheTopology() {
        var topology = client.newTopologyRequest().send().join();

        assertThat(topology.getGatewayVersion()).isEqualTo("8.5.8");
        assertThat(topology.getPartitionsCount()).isEqualTo(2);
        assertThat(topology.getBrokers())
                .singleElement()
                .satisfies(broker -> assertThat(broker.getPartitions())
                        .allSatisfy(
                                partition -> assertThat(partition.isLeader()).isTrue()));
    }

    @Test
    void deploysStartsSteersAndCancels() {
        var deployment = deploy();
        assertThat(deployment.getProcesses()).singleElement().satisfies(it -> {
            assertThat(it.getBpmnProcessId()).isEqualTo(process);
            assertThat(it.getVersion()).isEqualTo(1);
        });
        assertThat(deployment.getTenantId()).isEqualTo("<default>");

        var instance = client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .variables(Map.of("amount", 3))
                .send()
                .join();
        assertThat(instance.getBpmnProcessId()).isEqualTo(process);
        assertThat(instance.getProcessDefinitionKey())
                .isEqualTo(deployment.getProcesses().getFirst().getProcessDefinitionKey());
        var key = instance.getProcessInstanceKey();
        eventually()
                .until(() -> jdbc.sql("select exists (select from process_instance where key = ?)")
                        .param(key)
                        .query(Boolean.class)
                        .single());

        client.newSetVariablesCommand(key)
                .variables(Map.of("amount", 4))
                .local(true)
                .send()
                .join();
        eventually()
                .until(() -> jdbc.sql("select value from variable where scope_key = ? and name = 'amount'")
                        .param(key)
                        .query(String.class)
                        .single()
                        .equals("4"));
        client.newCancelInstanceCommand(key).send().join();

        assertThatThrownBy(() -> client.newCancelInstanceCommand(key).send().join())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isIn(404, 409));
    }

    @Test
    void startsByKeyToo() {
        var definition = deploy().getProcesses().getFirst().getProcessDefinitionKey();

        assertThat(client.newCreateInstanceCommand()
                        .processDefinitionKey(definition)
                        .send()
                        .join()
                        .getProcessInstanceKey())
                .isPositive();
    }

    @Test
    void publishesMessages() {
        var published = client.newPublishMessageCommand()
                .messageName("order-arrived")
                .correlationKey(process)
                .messageId("m-1")
                .timeToLive(Duration.ofMinutes(1))
                .variables(Map.of("order", 1))
                .send()
                .join();
        assertThat(published.getMessageKey()).isPositive();

        assertThatThrownBy(() -> client.newPublishMessageCommand()
                        .messageName("order-arrived")
                        .correlationKey(process)
                        .messageId("m-1")
                        .timeToLive(Duration.ofMinutes(1))
                        .send()
                        .join())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(409));
        assertThatThrownBy(() -> client.newPublishMessageCommand()
                        .messageName("countersign-marker")
                        .correlationKey("1")
                        .send()
                        .join())
                .hasMessageContaining("reserved");
    }

    @Test
    void saysThatCorrelationNeedsALaterBroker() {
        assertThatThrownBy(() -> client.newCorrelateMessageCommand()
                        .messageName("order-arrived")
                        .correlationKey(process)
                        .send()
                        .join())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("8.6");
    }

    @Test
    void resolvesIncidents() {
        deploy();
        var key = client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
        var job = zeebe().newActivateJobsCommand()
                .jobType(process)
                .maxJobsToActivate(1)
                .send()
                .join()
                .getJobs()
                .getFirst();
        zeebe().newFailCommand(job.getKey()).retries(0).send().join();
        eventually()
                .until(() -> jdbc.sql("select count(*) from incident where process_instance_key = ?")
                                .param(key)
                                .query(Long.class)
                                .single()
                        == 1);
        var incident = jdbc.sql("select key from incident where process_instance_key = ?")
                .param(key)
                .query(Long.class)
                .single();

        client.newResolveIncidentCommand(incident).send().join();

        eventually()
                .until(() -> jdbc.sql("select state from incident where key = ?")
                        .param(incident)
                        .query(String.class)
                        .single()
                        .equals("RESOLVED"));
    }

    private DeploymentEvent deploy() {
        return client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess(process)
                                .startEvent()
                                .serviceTask("work", task -> task.zeebeJobType(process))
                                .endEvent()
                                .done(),
                        process + ".bpmn")
                .send()
                .join();
    }
}
