package io.countersign.exporter;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts instances that run through at once, and remembers which of them the broker promised to run. */
final class Load {

    /** Creation, two variables, and process, start and end event activated and completed. */
    static final int ROWS_PER_INSTANCE = 1 + 2 + 6;

    private static final int IN_FLIGHT = 32;

    private final CamundaClient client;
    private final Set<Long> created = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "load");

    private Load(CamundaClient client) {
        this.client = client;
    }

    static void deploy(CamundaClient client) {
        client.newDeployResourceCommand()
                .addProcessModel(
                        Bpmn.createExecutableProcess("through")
                                .startEvent()
                                .endEvent()
                                .done(),
                        "through.bpmn")
                .send()
                .join();
    }

    static Load start(CamundaClient client) {
        var load = new Load(client);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    Set<Long> created() {
        return created;
    }

    private void run() {
        try {
            while (!stopped.get()) {
                if (free.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    client.newCreateInstanceCommand()
                            .bpmnProcessId("through")
                            .latestVersion()
                            .variables(Map.of("a", "x".repeat(200), "b", 1))
                            .send()
                            .whenComplete((instance, failure) -> {
                                if (failure == null) {
                                    created.add(instance.getProcessInstanceKey());
                                }
                                free.release();
                            });
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when every start was answered, one way or the other. */
    void stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
        if (!free.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker owes answers");
        }
    }
}
