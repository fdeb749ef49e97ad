package io.countersign.workers.jobs;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where jobs come in from Zeebe: reads their variables, runs them, measures them, and tells the engine how they ended. */
@Component
public class JobRunner {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunJob runJob;
    private final Awaited awaited;
    private final InFlight inFlight;
    private final Paused paused;
    private final JobFigures figures;
    private final Clock clock;

    JobRunner(RunJob runJob, Awaited awaited, InFlight inFlight, Paused paused, JobFigures figures, Clock clock) {
        this.runJob = runJob;
        this.awaited = awaited;
        this.inFlight = inFlight;
        this.paused = paused;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * Runs a job to its end; whatever the logic does or throws, the engine is told. To be called by a method annotated with
     * {@code @JobWorker(autoComplete = false)}, on the thread it is called on.
     *
     * @param type a record of the variables that the logic reads, by their names; any of them may be null
     */
    public <V> void run(JobClient client, ActivatedJob activated, Class<V> type, JobLogic<V> logic) {
        Instant activatedAt = clock.instant();
        Job job = jobOf(activated);
        awaited.came(job.key());
        MDC.put("jobKey", String.valueOf(job.key()));
        MDC.put("processInstanceKey", String.valueOf(job.processInstanceKey()));
        JobFigures.OfType ofType = figures.of(job.type());
        inFlight.begin();
        ofType.begun();
        try {
            Supplier<JobResult> work = () -> paused.is(job.type())
                    ? new RetryLater("An operator has paused this kind of job.", AGAIN, false)
                    : result(job, activated.getVariables(), type, logic);
            JobOutcome outcome = runJob.run(job, new ZeebeJobCommands(client, job.key()), work);
            ofType.ended(outcome, Duration.between(activatedAt, clock.instant()));
        } finally {
            ofType.ended();
            inFlight.end();
            MDC.clear();
        }
    }

    private static <V> JobResult result(Job job, String variables, Class<V> type, JobLogic<V> logic) {
        V read;
        try {
            read = JobVariables.read(variables, type);
        } catch (JacksonException e) {
            return new GiveUp("The inputs of this job don't fit: " + e.getOriginalMessage()
                    + ". Correct them in the model or set the variables, then retry.");
        }
        return logic.run(job, read);
    }

    private static Job jobOf(ActivatedJob activated) {
        return new Job(
                activated.getKey(),
                activated.getType(),
                activated.getProcessInstanceKey(),
                activated.getTenantId(),
                JobVariables.startId(activated.getVariables()),
                activated.getCustomHeaders(),
                activated.getRetries(),
                Instant.ofEpochMilli(activated.getDeadline()));
    }
}
