package io.countersign.benchmarks;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts instances and does their service tasks. Both sides get the same client with the same settings; an instance counts
 * when the completion of its last job has been acknowledged, or when it is seen elsewhere that it has done what it is for.
 */
final class Load implements AutoCloseable {

    private static final int IN_FLIGHT = 200;
    private static final long BACK_OFF_MILLIS = 50;

    private final CamundaClient client;
    private final List<JobWorker> workers = new ArrayList<>();
    private final Semaphore permits = new Semaphore(IN_FLIGHT);
    private final LongAdder completed = new LongAdder();
    private final LongAdder others = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Load(URI grpcAddress) {
        client = CamundaClient.newClientBuilder()
                .grpcAddress(grpcAddress)
                .preferRestOverGrpc(false)
                .numJobWorkerExecutionThreads(2)
                .build();
        deploy();
        work(Models.FIRST_JOB, () -> {});
        work(Models.LAST_JOB, this::countCompletion);
        work(Models.OTHER_JOB, others::increment);
    }

    private void deploy() {
        client.newDeployResourceCommand()
                .addProcessModel(Models.w1(), Models.W1 + ".bpmn")
                .addProcessModel(Models.w3(), Models.W3 + ".bpmn")
                .send()
                .join();
    }

    void deploy(BpmnModelInstance model, String name) {
        client.newDeployResourceCommand()
                .addProcessModel(model, name + ".bpmn")
                .send()
                .join();
    }

    /** Starts instances that nothing waits for. */
    void startAll(String processId, int count) {
        for (int number = 0; number < count; number++) {
            client.newCreateInstanceCommand()
                    .bpmnProcessId(processId)
                    .latestVersion()
                    .variables(Models.variables(number))
                    .send()
                    .join();
        }
    }

    /** Serves jobs of the type, streamed, and runs {@code then} for each that has been completed. */
    void work(String jobType, Runnable then) {
        workers.add(client.newWorker()
                .jobType(jobType)
                .handler((jobClient, job) -> jobClient
                        .newCompleteCommand(job.getKey())
                        .send()
                        .whenComplete((done, failure) -> {
                            if (failure == null) {
                                then.run();
                            } else {
                                failed.increment();
                            }
                        }))
                .maxJobsActive(IN_FLIGHT)
                .timeout(Duration.ofSeconds(30))
                .streamEnabled(true)
                .open());
    }

    /** For an instance whose end is seen elsewhere. */
    void countCompletion() {
        completed.increment();
        permits.release();
    }

    /** Keeps the given number of instances in flight for so long. */
    void saturate(String processId, Duration duration) throws InterruptedException {
        var end = System.nanoTime() + duration.toNanos();
        for (long number = 0; System.nanoTime() < end; number++) {
            if (permits.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                start(processId, number);
            }
        }
    }

    /** Starts instances at a fixed rate, whether or not earlier ones have ended (as long as the bound on instances in flight allows). */
    void pace(String processId, double perSecond, Duration duration) throws InterruptedException {
        var begin = System.nanoTime();
        var interval = (long) (1e9 / perSecond);
        for (long number = 0; number * interval < duration.toNanos(); number++) {
            var due = begin + number * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            permits.acquire();
            start(processId, number);
        }
    }

    private void start(String processId, long number) {
        client.newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(Models.variables(number))
                .send()
                .whenComplete((created, failure) -> {
                    if (failure != null) {
                        failed.increment();
                        // a broker that says it is busy is not asked again at once, by either side's driver
                        CompletableFuture.delayedExecutor(BACK_OFF_MILLIS, TimeUnit.MILLISECONDS)
                                .execute(permits::release);
                    }
                });
    }

    /** Waits until no instance is in flight, at most so long. */
    boolean drain(Duration atMost) throws InterruptedException {
        var drained = permits.tryAcquire(IN_FLIGHT, atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (drained) {
            permits.release(IN_FLIGHT);
        }
        return drained;
    }

    long completed() {
        return completed.sum();
    }

    /** Instances of {@link #startAll} that have ended. */
    long others() {
        return others.sum();
    }

    long failed() {
        return failed.sum();
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
        client.close();
    }
}
