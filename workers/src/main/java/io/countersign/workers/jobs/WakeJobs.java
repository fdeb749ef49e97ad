package io.countersign.workers.jobs;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after jobs that Zeebe forgets. Where it looks in exactly the millisecond at which a backoff ends, it finds the job due, then refuses to offer it as its time is not
 * past, and looks again only when another job of the partition fails (<a href="https://github.com/camunda/camunda/issues/16884">camunda#16884</a>). So one of our own fails
 * there, which belongs to a process that is for nothing else.
 */
@Component
class WakeJobs {

    private static final Logger LOG = LoggerFactory.getLogger(WakeJobs.class);

    private static final String MESSAGE = "countersign-wake-jobs";
    private static final String JOB_TYPE = "io.countersign:wake-jobs";
    private static final String MODEL = "io/countersign/workers/jobs/wake-jobs.bpmn";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A partition that has not heard of the process yet starts none. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LEASE = Duration.ofSeconds(10);

    /** The partition is left to chance. */
    private static final int MOST_INSTANCES = 50;

    private static final int JOBS_AT_ONCE = 10;

    private final CamundaClient client;
    private final Awaited awaited;
    private final InFlight inFlight;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    WakeJobs(CamundaClient client, Awaited awaited, InFlight inFlight, Clock clock) {
        this.client = client;
        this.awaited = awaited;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** Waits for nothing, because others are on time on the same thread. */
    @Scheduled(fixedDelayString = "${countersign.jobs.wake-interval:1s}")
    void watch() {
        Map<Integer, Set<Long>> missing = awaited.missing(clock.instant());
        if (!missing.isEmpty() && !inFlight.stopping() && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("wake-jobs").start(() -> {
                try {
                    wake(missing);
                } catch (ClientException away) {
                    LOG.debug("Zeebe can't be asked for jobs that did not come again", away);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void wake(Map<Integer, Set<Long>> missing) {
        LOG.info("did not come again at their time, so Zeebe is asked to look: {}", missing.values());
        deploy();
        Set<Integer> asleep = new HashSet<>(missing.keySet());
        for (int i = 0; i < MOST_INSTANCES && !asleep.isEmpty(); i++) {
            start();
            for (ActivatedJob job : take()) {
                fail(job);
                asleep.remove(Awaited.partition(job.getKey()));
            }
        }
        missing.keySet().removeAll(asleep);
        missing.values().forEach(awaited::forget);
    }

    /** What is there already stays as it is. */
    private void deploy() {
        client.newDeployResourceCommand()
                .addResourceFromClasspath(MODEL)
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }

    /** By a message, so that nobody is offered to start it by hand. Its correlation key decides on the partition. */
    private void start() {
        client.newPublishMessageCommand()
                .messageName(MESSAGE)
                .correlationKey(UUID.randomUUID().toString())
                .timeToLive(Duration.ZERO)
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }

    private Iterable<ActivatedJob> take() {
        return client.newActivateJobsCommand()
                .jobType(JOB_TYPE)
                .maxJobsToActivate(JOBS_AT_ONCE)
                .timeout(LEASE)
                .requestTimeout(PATIENCE)
                .send()
                .join()
                .getJobs();
    }

    private void fail(ActivatedJob job) {
        client.newFailCommand(job)
                .retries(1)
                .retryBackoff(Duration.ofMillis(1))
                .errorMessage("Failed on purpose, so that Zeebe looks for other jobs whose time has come.")
                .requestTimeout(TIMEOUT)
                .send()
                .join();
        client.newCancelInstanceCommand(job.getProcessInstanceKey())
                .requestTimeout(TIMEOUT)
                .send()
                .join();
    }
}
