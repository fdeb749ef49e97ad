package io.countersign.workers.jobs;

import io.countersign.workers.jobs.JobCommands.Answer;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs one job, and is the only one who decides what its end means. */
final class RunJob {

    private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);
    private static final int LONGEST_MESSAGE = 2_000;

    private final Clock clock;
    private final Awaited awaited;
    private final Backoff tries;
    private final Backoff resends;
    private final Pause pause;

    RunJob(Clock clock, Awaited awaited, Backoff tries, Backoff resends, Pause pause) {
        this.clock = clock;
        this.awaited = awaited;
        this.tries = tries;
        this.resends = resends;
        this.pause = pause;
    }

    JobOutcome run(Job job, JobCommands commands, Supplier<JobResult> logic) {
        if (!clock.instant().isBefore(job.lease())) {
            LOG.warn("not executed: the lease ended at {}, somebody else may have the job", job.lease());
            return JobOutcome.LEASE_EXPIRED;
        }
        return switch (resultOf(logic)) {
            case Completed(var variables) -> complete(job, commands, new Completed(variables));
            case BusinessError(var code, var message, var variables) ->
                tell(job, () -> commands.throwError(code, cut(message), variables), JobOutcome.BUSINESS_ERROR);
            case RetryLater later -> retry(job, commands, later);
            case GiveUp(var message) -> giveUp(job, commands, message);
        };
    }

    private static JobResult resultOf(Supplier<JobResult> logic) {
        try {
            return logic.get();
        } catch (RuntimeException e) {
            LOG.error("the job failed", e);
            return Failures.of(e);
        }
    }

    private JobOutcome complete(Job job, JobCommands commands, Completed done) {
        return switch (tellUntilAnswered(job, () -> commands.complete(done.variables()))) {
            case Answer.Refused(var reason) -> giveUp(job, commands, "Zeebe refused the result of this job: " + reason);
            case Answer.NotNow ignored -> JobOutcome.LEASE_LOST;
            case Answer.Taken ignored -> JobOutcome.COMPLETED;
            case Answer.Gone ignored -> JobOutcome.GONE;
        };
    }

    private JobOutcome retry(Job job, JobCommands commands, RetryLater later) {
        int left = (later.counts() ? job.tries() - 1 : job.tries()) + later.givenBack();
        if (left <= 0) {
            return giveUp(
                    job, commands, later.message() + " No tries are left: mend the cause, then retry the incident.");
        }
        // the fewer tries are left, the longer the wait: a job doesn't know how many it had
        Duration wait = later.after() == null ? tries.after(later.counts() ? Math.max(0, 5 - left) : 1) : later.after();
        LOG.atLevel(later.counts() ? Level.WARN : Level.INFO).log("retried in {}: {}", wait, later.message());
        // before Zeebe knows: the job may be here again before its answer is
        awaited.putOff(job.key(), clock.instant().plus(wait));
        JobOutcome outcome = tell(
                job,
                () -> commands.fail(left, wait, cut(later.message())),
                later.counts() ? JobOutcome.RETRY_LATER : JobOutcome.HANDED_BACK);
        if (outcome == JobOutcome.GONE) {
            awaited.forget(Set.of(job.key()));
        }
        return outcome;
    }

    private JobOutcome giveUp(Job job, JobCommands commands, String message) {
        LOG.error("given up: {}", message);
        return tell(job, () -> commands.fail(0, Duration.ZERO, cut(message)), JobOutcome.GAVE_UP);
    }

    private JobOutcome tell(Job job, Supplier<Answer> command, JobOutcome outcome) {
        return switch (tellUntilAnswered(job, command)) {
            case Answer.Taken ignored -> outcome;
            case Answer.Gone ignored -> JobOutcome.GONE;
            case Answer.NotNow ignored -> JobOutcome.LEASE_LOST;
            case Answer.Refused(var reason) -> {
                LOG.error("Zeebe refused to hear that the job ended with {}: {}", outcome, reason);
                yield JobOutcome.LEASE_LOST;
            }
        };
    }

    /** Within the lease only: after it, the job is given to somebody again, and the command would be about their try. */
    private Answer tellUntilAnswered(Job job, Supplier<Answer> command) {
        for (int attempt = 0; ; attempt++) {
            Answer answer = command.get();
            if (!(answer instanceof Answer.NotNow(var reason))) {
                return answer;
            }
            Duration wait = resends.after(attempt);
            if (job.left(clock.instant()).compareTo(wait) <= 0 || !pause.lasted(wait)) {
                LOG.warn("Zeebe was not told how the job ended ({}): it will be run again", reason);
                return answer;
            }
        }
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
