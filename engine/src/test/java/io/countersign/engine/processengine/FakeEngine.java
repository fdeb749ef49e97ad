package io.countersign.engine.processengine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** An engine that answers what it is told to, once per answer, and OK otherwise. Remembers what it was asked. */
public class FakeEngine implements ProcessEngine {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<CompletableFuture<EngineFailure>>> failures = new HashMap<>();
    private final int partitions;
    private long nextKey = 1;

    public FakeEngine(int partitions) {
        this.partitions = partitions;
    }

    /** What it was asked, in order: {@code "completeJob 42 {…}"}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public List<String> asked(String method) {
        return asked().stream().filter(it -> it.startsWith(method + " ")).toList();
    }

    public synchronized void failNext(String method, EngineFailure... with) {
        for (var failure : with) {
            failures.computeIfAbsent(method, m -> new ArrayDeque<>()).add(CompletableFuture.completedFuture(failure));
        }
    }

    /** Lets the next request of this method wait until the future is completed with its failure. */
    public synchronized CompletableFuture<EngineFailure> hangNext(String method) {
        var future = new CompletableFuture<EngineFailure>();
        failures.computeIfAbsent(method, m -> new ArrayDeque<>()).add(future);
        return future;
    }

    public static long key(int partition, long number) {
        return ((long) partition << 51) + number;
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public CompletionStage<EngineAnswer<CreatedInstance>> createInstance(
            long processDefinitionKey, String tenantId, String variables) {
        return answer(
                "createInstance",
                processDefinitionKey + " " + variables,
                () -> new CreatedInstance(newKey(1), processDefinitionKey, "process", 1));
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> cancelInstance(long processInstanceKey) {
        return answer("cancelInstance", processInstanceKey, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> completeJob(long jobKey, String variables) {
        return answer("completeJob", jobKey + " " + variables, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> completeUserTask(long userTaskKey, String variables) {
        return answer("completeUserTask", userTaskKey + " " + variables, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> updateJobRetries(long jobKey, int retries) {
        return answer("updateJobRetries", jobKey + " " + retries, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> resolveIncident(long incidentKey) {
        return answer("resolveIncident", incidentKey, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Done>> setVariables(long elementInstanceKey, String variables, boolean local) {
        return answer("setVariables", elementInstanceKey + " " + variables + " " + local, () -> Done.DONE);
    }

    @Override
    public CompletionStage<EngineAnswer<Deployment>> deploy(List<ResourceFile> resources, String tenantId) {
        return answer(
                "deploy",
                resources.stream().map(ResourceFile::name).toList(),
                () -> new Deployment(newKey(1), tenantId, List.of(), List.of(), List.of(), List.of()));
    }

    @Override
    public CompletionStage<EngineAnswer<Long>> publishMessage(EngineMessage message) {
        var partition = Math.floorMod(message.correlationKey().hashCode(), partitions) + 1;
        return answer("publishMessage", message.name(), () -> newKey(partition));
    }

    @Override
    public CompletionStage<EngineAnswer<CorrelatedMessage>> correlateMessage(EngineMessage message) {
        return answer("correlateMessage", message.name(), () -> new CorrelatedMessage(newKey(1), newKey(1)));
    }

    @Override
    public CompletionStage<EngineAnswer<EngineTopology>> topology() {
        var all = new ArrayList<EngineTopology.Partition>();
        for (int id = 1; id <= partitions; id++) {
            all.add(new EngineTopology.Partition(id, "leader", "healthy"));
        }
        return answer(
                "topology",
                "",
                () -> new EngineTopology(
                        "8.5.8",
                        1,
                        partitions,
                        1,
                        List.of(new EngineTopology.Broker(0, "localhost", 26501, "8.5.8", all))));
    }

    private synchronized long newKey(int partition) {
        return key(partition, nextKey++);
    }

    private synchronized <T> CompletionStage<EngineAnswer<T>> answer(String method, Object with, Supplier<T> ok) {
        asked.add(method + " " + with);
        var failure = failures.getOrDefault(method, new ArrayDeque<>()).poll();
        return failure == null
                ? CompletableFuture.completedFuture(EngineAnswer.ok(ok.get()))
                : failure.thenApply(EngineAnswer::failed);
    }
}
