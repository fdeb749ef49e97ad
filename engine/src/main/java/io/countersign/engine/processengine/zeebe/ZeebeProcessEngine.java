package io.countersign.engine.processengine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.PublishMessageResponse;
import io.countersign.engine.processengine.CorrelatedMessage;
import io.countersign.engine.processengine.CreatedInstance;
import io.countersign.engine.processengine.Deployment;
import io.countersign.engine.processengine.Done;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineAnswer.Failed;
import io.countersign.engine.processengine.EngineAnswer.Ok;
import io.countersign.engine.processengine.EngineFailure;
import io.countersign.engine.processengine.EngineFailure.Kind;
import io.countersign.engine.processengine.EngineKeys;
import io.countersign.engine.processengine.EngineMessage;
import io.countersign.engine.processengine.EngineTopology;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.engine.processengine.ResourceFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Zeebe over gRPC, many requests in flight on one connection. */
class ZeebeProcessEngine implements ProcessEngine {

    /** What the gateway says over gRPC as well as over REST, there with a status that means nothing. */
    private static final String NO_PARTITION = "Expected to execute command on partition";

    private static final String DEFAULT_TENANT = "<default>";

    private final CamundaClient client;
    private final GatewayRest rest;
    private final Duration requestTimeout;

    ZeebeProcessEngine(CamundaClient client, GatewayRest rest, Duration requestTimeout) {
        this.client = client;
        this.rest = rest;
        this.requestTimeout = requestTimeout;
    }

    @Override
    public Duration requestTimeout() {
        return requestTimeout;
    }

    @Override
    public CompletionStage<EngineAnswer<CreatedInstance>> createInstance(
            long processDefinitionKey, String tenantId, String variables) {
        var command = client.newCreateInstanceCommand()
                .processDefinitionKey(processDefinitionKey)
                .variables(variables);
        // a broker without multi-tenancy refuses any tenant id but none
        return answer(
                (DEFAULT_TENANT.equals(tenantId) ? command : command.tenantId(tenantId)).send(),
                created -> new CreatedInstance(
                        created.getProcessInstanceKey(),
                        created.getProcessDefinitionKey(),
                        created.getBpmnProcessId(),
                        created.getVersion()));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> cancelInstance(long processInstanceKey) {
        return at(
                processInstanceKey,
                done(client.newCancelInstanceCommand(processInstanceKey).send()));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> completeJob(long jobKey, String variables) {
        return at(
                jobKey,
                done(client.newCompleteCommand(jobKey).variables(variables).send()));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> completeUserTask(long userTaskKey, String variables) {
        return at(userTaskKey, rest.completeUserTask(userTaskKey, variables));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> updateJobRetries(long jobKey, int retries) {
        return at(
                jobKey,
                done(client.newUpdateRetriesCommand(jobKey).retries(retries).send()));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> resolveIncident(long incidentKey) {
        return at(
                incidentKey, done(client.newResolveIncidentCommand(incidentKey).send()));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> setVariables(long elementInstanceKey, String variables, boolean local) {
        return at(
                elementInstanceKey,
                done(client.newSetVariablesCommand(elementInstanceKey)
                        .variables(variables)
                        .local(local)
                        .send()));
    }

    @Override
    public CompletionStage<EngineAnswer<Deployment>> deploy(List<ResourceFile> resources, String tenantId) {
        var first = resources.getFirst();
        var command = client.newDeployResourceCommand().addResourceBytes(first.content(), first.name());
        for (var resource : resources.subList(1, resources.size())) {
            command = command.addResourceBytes(resource.content(), resource.name());
        }
        return answer(
                (DEFAULT_TENANT.equals(tenantId) ? command : command.tenantId(tenantId)).send(),
                ZeebeProcessEngine::deployment);
    }

    @Override
    public CompletionStage<EngineAnswer<Long>> publishMessage(EngineMessage message) {
        var command = client.newPublishMessageCommand()
                .messageName(message.name())
                .correlationKey(message.correlationKey())
                .timeToLive(message.timeToLive())
                .variables(message.variables());
        if (message.messageId() != null) {
            command = command.messageId(message.messageId());
        }
        return answer(
                (DEFAULT_TENANT.equals(message.tenantId()) ? command : command.tenantId(message.tenantId())).send(),
                PublishMessageResponse::getMessageKey);
    }

    @Override
    public CompletionStage<EngineAnswer<CorrelatedMessage>> correlateMessage(EngineMessage message) {
        return rest.correlate(message);
    }

    @Override
    public CompletionStage<EngineAnswer<EngineTopology>> topology() {
        return answer(client.newTopologyRequest().send(), Topologies::from);
    }

    private static Deployment deployment(DeploymentEvent event) {
        return new Deployment(
                event.getKey(),
                event.getTenantId(),
                event.getProcesses().stream().map(Deployed::process).toList(),
                event.getDecisions().stream().map(Deployed::decision).toList(),
                event.getDecisionRequirements().stream()
                        .map(Deployed::requirements)
                        .toList(),
                event.getForm().stream().map(Deployed::form).toList());
    }

    /** A key of a partition that does not exist is not found; the gateway takes such a partition for one that is away. */
    private <T> CompletionStage<EngineAnswer<T>> at(long key, CompletionStage<EngineAnswer<T>> answer) {
        return answer.thenCompose(
                it -> it instanceof Failed<T>(var failure) && failure.message().contains(NO_PARTITION)
                        ? unlessNoSuchPartition(key, it)
                        : CompletableFuture.completedStage(it));
    }

    private <T> CompletionStage<EngineAnswer<T>> unlessNoSuchPartition(long key, EngineAnswer<T> otherwise) {
        var partition = EngineKeys.partitionOf(key);
        return topology()
                .thenApply(answer -> answer instanceof Ok<EngineTopology>(var topology)
                                && (partition < 1 || partition > topology.partitionsCount())
                        ? EngineAnswer.failed(
                                EngineFailure.refused(Kind.NOT_FOUND, "There is no partition " + partition))
                        : otherwise);
    }

    private static CompletionStage<EngineAnswer<Done>> done(CompletionStage<?> response) {
        return answer(response, ignored -> Done.DONE);
    }

    private static <R, T> CompletionStage<EngineAnswer<T>> answer(CompletionStage<R> response, Function<R, T> value) {
        return response.handle((result, error) ->
                error == null ? EngineAnswer.ok(value.apply(result)) : EngineAnswer.failed(Failures.from(error)));
    }
}
