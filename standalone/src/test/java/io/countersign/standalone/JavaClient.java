package io.countersign.standalone;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Java program with Camunda's client. */
final class JavaClient implements BrokerClient {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CamundaClient client;

    JavaClient(String address) {
        client = CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(URI.create("http://" + address))
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(PATIENCE)
                .build();
    }

    @Override
    public long start(String processId, Map<String, Object> variables) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    @Override
    public CompletableFuture<JsonNode> startAndAwaitEnd(String processId, Map<String, Object> variables) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .withResult()
                .requestTimeout(PATIENCE)
                .send()
                .thenApply(ended -> JsonMapper.shared().readTree(ended.getVariables()))
                .toCompletableFuture();
    }

    @Override
    public void cancel(long processInstanceKey) {
        client.newCancelInstanceCommand(processInstanceKey).send().join();
    }

    @Override
    public void close() {
        client.close();
    }
}
