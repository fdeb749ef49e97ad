package io.countersign.workers.jobs;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A job of our own that fails, of a process that is for nothing else: after that its partition looks. */
@Component
class ZeebeAlarm implements Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(ZeebeAlarm.class);

    private static final String MESSAGE = "countersign-wake-jobs";
    private static final String JOB_TYPE = "io.countersign:wake-jobs";
    private static final String MODEL = "io/countersign/workers/jobs/wake-jobs.bpmn";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** A partition that has not heard of the process yet starts none. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The partition is left to chance. */
    private static final int MOST_INSTANCES = 50;

    private static final int JOBS_AT_ONCE = 10;

    private final CamundaClient client;

    ZeebeAlarm(CamundaClient client) {
        this.client = client;
    }

    @Override
    public Set<Integer> ring(Set<Integer> partitions) {
        Set<Integer> rung = new HashSet<>();
        try {
            deploy();
            for (int i = 0; i < MOST_INSTANCES && !rung.containsAll(partitions); i++) {
                start();
                for (ActivatedJob job : take()) {
                    fail(job);
                    rung.add(Awaited.partition(job.getKey()));
                    client.newCancelInstanceCommand(job.getProcessInstanceKey())
                            .requestTimeout(TIMEOUT)
                            .send()
                            .join();
                }
            }
        } catch (ClientException away) {
            LOG.debug("Zeebe can't be made to look for jobs", away);
        }
        return rung;
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
    }
}
