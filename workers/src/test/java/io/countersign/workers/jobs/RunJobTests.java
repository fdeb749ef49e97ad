package io.countersign.workers.jobs;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.FakeCommands.Complete;
import io.countersign.workers.jobs.FakeCommands.Fail;
import io.countersign.workers.jobs.FakeCommands.Throw;
import io.countersign.workers.jobs.JobCommands.Answer.Gone;
import io.countersign.workers.jobs.JobCommands.Answer.NotNow;
import io.countersign.workers.jobs.JobCommands.Answer.Refused;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RunJobTests {

    /** No jitter: half of everything. */
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    private final TestClock clock = new TestClock(NOW);
    private final FakeCommands engine = new FakeCommands();
    private final Awaited awaited = new Awaited();
    private final RunJob runJob = new RunJob(
            clock,
            awaited,
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), MIDDLE),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), MIDDLE),
            wait -> {
                clock.pass(wait);
                return true;
            });

    @Test
    void completesWithTheVariablesOfTheResult() {
        JobOutcome outcome = run(Jobs.job(), () -> new Completed(Map.of("a", 1)));

        assertThat(outcome).isEqualTo(JobOutcome.COMPLETED);
        assertThat(engine.heard).containsExactly(new Complete(Map.of("a", 1)));
    }

    @Test
    void throwsABusinessErrorForTheModelToCatch() {
        JobOutcome outcome = run(Jobs.job(), () -> new BusinessError("NO", "not this", Map.of("why", "x")));

        assertThat(outcome).isEqualTo(JobOutcome.BUSINESS_ERROR);
        assertThat(engine.heard).containsExactly(new Throw("NO", "not this", Map.of("why", "x")));
    }

    @Test
    void usesUpATryAndWaitsLongerTheFewerAreLeft() {
        JobOutcome outcome = run(Jobs.job(NOW.plusSeconds(60), 5), () -> RetryLater.counted("busy"));
        run(Jobs.job(NOW.plusSeconds(60), 2), () -> RetryLater.counted("busy"));

        assertThat(outcome).isEqualTo(JobOutcome.RETRY_LATER);
        assertThat(engine.heard)
                .containsExactly(
                        new Fail(4, Duration.ofSeconds(4), "busy"), new Fail(1, Duration.ofSeconds(32), "busy"));
    }

    @Test
    void waitsAsLongAsItWasAsked() {
        run(Jobs.job(), () -> new RetryLater("busy", Duration.ofSeconds(77), true));

        assertThat(engine.heard).containsExactly(new Fail(2, Duration.ofSeconds(77), "busy"));
    }

    @Test
    void awaitsWhatWasPutOff() {
        Job job = Jobs.job();
        run(job, () -> new RetryLater("busy", Duration.ofSeconds(77), true));

        assertThat(awaited.missing(NOW.plusSeconds(78))).isEmpty();
        assertThat(awaited.missing(NOW.plusSeconds(80)).values()).containsExactly(Set.of(job.key()));
    }

    @Test
    void awaitsWhatWasPutOffThoughNobodyKnowsWhetherTheEngineHeard() {
        Job job = Jobs.job(NOW.plusMillis(10), 3);
        engine.willAnswer(new NotNow("DEADLINE_EXCEEDED"));

        assertThat(run(job, () -> new RetryLater("busy", Duration.ofSeconds(77), true)))
                .isEqualTo(JobOutcome.LEASE_LOST);
        assertThat(awaited.missing(NOW.plusSeconds(80)).values()).containsExactly(Set.of(job.key()));
    }

    @Test
    void awaitsNothingThatIsDoneOrGone() {
        engine.willAnswer(new Gone());
        run(Jobs.job(), () -> RetryLater.counted("busy"));
        run(Jobs.job(), JobResult::completed);
        run(Jobs.job(), () -> new GiveUp("Set the target."));

        assertThat(awaited.missing(NOW.plusSeconds(1_000))).isEmpty();
    }

    @Test
    void usesUpNoTryForAnOutageOfOurs() {
        run(Jobs.job(NOW.plusSeconds(60), 1), () -> {
            throw new DataAccessResourceFailureException("connection refused");
        });

        assertThat(engine.heard).singleElement().isInstanceOfSatisfying(Fail.class, fail -> {
            assertThat(fail.tries()).isEqualTo(1);
            assertThat(fail.message()).contains("database").doesNotContain("refused");
        });
    }

    @Test
    void asksAnOperatorAfterTheLastTry() {
        JobOutcome outcome = run(Jobs.job(NOW.plusSeconds(60), 1), () -> RetryLater.counted("It was busy."));

        assertThat(outcome).isEqualTo(JobOutcome.GAVE_UP);
        assertThat(engine.heard).singleElement().isInstanceOfSatisfying(Fail.class, fail -> {
            assertThat(fail.tries()).isZero();
            assertThat(fail.message()).startsWith("It was busy.").contains("retry the incident");
        });
    }

    @Test
    void givesUpAtOnceWithTheMessage() {
        JobOutcome outcome = run(Jobs.job(), () -> new GiveUp("Set the target."));

        assertThat(outcome).isEqualTo(JobOutcome.GAVE_UP);
        assertThat(engine.heard).containsExactly(new Fail(0, Duration.ZERO, "Set the target."));
    }

    @Test
    void tellsNothingOfAnUnexpectedExceptionButItsKind() {
        run(Jobs.job(), () -> {
            throw new IllegalStateException("password=hunter2");
        });

        assertThat(engine.heard).singleElement().isInstanceOfSatisfying(Fail.class, fail -> {
            assertThat(fail.tries()).isEqualTo(2);
            assertThat(fail.message()).contains("IllegalStateException").doesNotContain("hunter2");
        });
    }

    @Test
    void cutsMessagesThatAreTooLong() {
        run(Jobs.job(), () -> new GiveUp("x".repeat(100_000)));

        assertThat(engine.heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.message()).hasSizeLessThan(2_100));
    }

    @Test
    void executesNothingWhenTheLeaseHasEnded() {
        AtomicInteger executions = new AtomicInteger();

        JobOutcome outcome = run(Jobs.job(NOW, 3), () -> {
            executions.incrementAndGet();
            return JobResult.completed();
        });

        assertThat(outcome).isEqualTo(JobOutcome.LEASE_EXPIRED);
        assertThat(executions).hasValue(0);
        assertThat(engine.heard).isEmpty();
    }

    @Test
    void saysItAgainWhileTheEngineIsAway() {
        engine.willAnswer(new NotNow("UNAVAILABLE"), new NotNow("UNAVAILABLE"), new NotNow("RESOURCE_EXHAUSTED"));

        JobOutcome outcome = run(Jobs.job(), JobResult::completed);

        assertThat(outcome).isEqualTo(JobOutcome.COMPLETED);
        assertThat(engine.heard).hasSize(4);
    }

    @Test
    void staysSilentAfterTheLeaseBecauseSomebodyElseHasTheJob() {
        NotNow[] away = new NotNow[200];
        Arrays.fill(away, new NotNow("UNAVAILABLE"));
        engine.willAnswer(away);

        JobOutcome outcome = run(Jobs.job(NOW.plusSeconds(10), 3), JobResult::completed);

        assertThat(outcome).isEqualTo(JobOutcome.LEASE_LOST);
        assertThat(clock.instant()).isBefore(NOW.plusSeconds(10));
        assertThat(engine.heard).hasSizeBetween(5, 20);
    }

    @Test
    void isContentWithAJobThatIsGone() {
        engine.willAnswer(new Gone());

        assertThat(run(Jobs.job(), JobResult::completed)).isEqualTo(JobOutcome.GONE);
    }

    @Test
    void tellsAnOperatorWhenTheEngineRefusesTheResult() {
        engine.willAnswer(new Refused("INVALID_ARGUMENT: too large"));

        assertThat(run(Jobs.job(), JobResult::completed)).isEqualTo(JobOutcome.GAVE_UP);
        assertThat(engine.heard)
                .last()
                .isInstanceOfSatisfying(
                        Fail.class, fail -> assertThat(fail.message()).contains("too large"));
    }

    private JobOutcome run(Job job, Supplier<JobResult> logic) {
        return runJob.run(job, engine, logic);
    }
}
