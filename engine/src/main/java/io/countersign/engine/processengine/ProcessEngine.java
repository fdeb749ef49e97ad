package io.countersign.engine.processengine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The engine, as Countersign needs it. Every method returns at once; the stage never completes exceptionally, what went
 * wrong is in the {@link EngineAnswer}. Variables are JSON objects as text.
 */
public interface ProcessEngine {

    /** How long a request waits for its answer; what comes later is lost. */
    Duration requestTimeout();

    CompletionStage<EngineAnswer<CreatedInstance>> createInstance(
            long processDefinitionKey, String tenantId, String variables);

    CompletionStage<EngineAnswer<Done>> cancelInstance(long processInstanceKey);

    /** Completes a job, whether or not it was ever activated. */
    CompletionStage<EngineAnswer<Done>> completeJob(long jobKey, String variables);

    CompletionStage<EngineAnswer<Done>> completeUserTask(long userTaskKey, String variables);

    CompletionStage<EngineAnswer<Done>> updateJobRetries(long jobKey, int retries);

    CompletionStage<EngineAnswer<Done>> resolveIncident(long incidentKey);

    CompletionStage<EngineAnswer<Done>> setVariables(long elementInstanceKey, String variables, boolean local);

    /** Deploys all resources or none. */
    CompletionStage<EngineAnswer<Deployment>> deploy(List<ResourceFile> resources, String tenantId);

    /** @return the message's key */
    CompletionStage<EngineAnswer<Long>> publishMessage(EngineMessage message);

    /** Publishes and says which instance took the message; brokers before 8.6 answer {@link EngineFailure.Kind#UNSUPPORTED}. */
    CompletionStage<EngineAnswer<CorrelatedMessage>> correlateMessage(EngineMessage message);

    CompletionStage<EngineAnswer<EngineTopology>> topology();
}
