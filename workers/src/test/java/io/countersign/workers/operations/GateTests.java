package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.jobs.Reached.State;
import io.countersign.workers.operations.Gate.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Duration QUICK = Duration.ofMillis(5);

    private final TestClock clock = new TestClock(NOW);
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void leavesATargetAloneThatIsBrokenDown() {
        Gate gate = gate(Map.of());

        fail(gate, 5);

        assertThat(gate.reached().state()).isEqualTo(State.OPEN);
        assertThat(gate.enter(Jobs.job()))
                .isInstanceOfSatisfying(
                        Entry.Shut.class,
                        shut -> assertThat(shut.after())
                                .as("until it is tried again, and not all at that moment")
                                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(16)));
        assertThat(gate.reached().running()).isZero();
    }

    @Test
    void findsOutWithAFewWhetherItIsBack() {
        Gate gate = gate(Map.of());
        fail(gate, 5);
        clock.pass(Duration.ofSeconds(11));
        assertThat(gate.reached().state()).isEqualTo(State.HALF_OPEN);

        List<Job> probes = List.of(Jobs.job(), Jobs.job(), Jobs.job());
        assertThat(probes).allSatisfy(job -> assertThat(gate.enter(job)).isInstanceOf(Entry.Open.class));
        assertThat(gate.enter(Jobs.job())).isInstanceOf(Entry.Shut.class);
        probes.forEach(job -> gate.left(job, QUICK, true));

        assertThat(gate.reached().state()).isEqualTo(State.CLOSED);
        assertThat(gate.enter(Jobs.job())).isInstanceOf(Entry.Open.class);
    }

    @Test
    void leavesItAloneAgainWhereItIsNot() {
        Gate gate = gate(Map.of());
        fail(gate, 5);
        clock.pass(Duration.ofSeconds(11));

        fail(gate, 3);

        assertThat(gate.reached().state()).isEqualTo(State.OPEN);
        assertThat(gate.reached().openUntil()).isEqualTo(clock.instant().plusSeconds(10));
    }

    @Test
    void givesBackTheTriesThatWereUsedUpBeforeItWasKnown() {
        Gate gate = gate(Map.of());
        Job first = Jobs.job();
        gate.enter(first);
        gate.left(first, QUICK, false);
        assertThat(gate.usesUpATry(first)).isTrue();
        fail(gate, 3);
        Job last = Jobs.job();
        gate.enter(last);
        gate.left(last, QUICK, false);

        assertThat(gate.usesUpATry(last)).as("it found out").isFalse();
        assertThat(gate.enter(first))
                .isInstanceOfSatisfying(
                        Entry.Shut.class, shut -> assertThat(shut.givenBack()).isEqualTo(1));
        assertThat(gate.enter(first))
                .isInstanceOfSatisfying(
                        Entry.Shut.class,
                        shut -> assertThat(shut.givenBack()).as("once").isZero());
    }

    @Test
    void staysOpenForATargetThatRefusesRequests() {
        Gate gate = gate(Map.of());
        for (int i = 0; i < 50; i++) {
            Job job = Jobs.job();
            gate.enter(job);
            gate.left(job, QUICK, true);
        }

        assertThat(gate.reached().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void letsOnlySoManyThroughAtOnceAndSendsTheRestAwayOneAfterTheOther() {
        Gate gate = gate(Map.of("max-concurrent", "2", "max-waiting", "0"));
        gate.enter(Jobs.job());
        gate.enter(Jobs.job());

        List<Duration> turns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            assertThat(gate.enter(Jobs.job()))
                    .isInstanceOfSatisfying(Entry.Shut.class, shut -> turns.add(shut.after()));
        }

        assertThat(turns).isSorted();
        assertThat(turns.getLast())
                .as("a hundred that take 100 ms each, two at a time")
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
    }

    @Test
    void letsAFewWaitForAPlace() {
        Gate gate = gate(Map.of("max-concurrent", "1", "max-waiting", "1"));
        Job first = Jobs.job();
        gate.enter(first);
        AtomicReference<Entry> second = new AtomicReference<>();
        Thread waiter = Thread.startVirtualThread(() -> second.set(gate.enter(Jobs.job())));
        await().until(() -> gate.reached().waiting() == 1 || second.get() != null);

        assertThat(gate.enter(Jobs.job())).as("one waits already").isInstanceOf(Entry.Shut.class);
        gate.left(first, QUICK, true);

        await().until(() -> !waiter.isAlive());
        assertThat(second.get()).isNotNull();
    }

    @Test
    void beginsOnlySoManyInASecond() {
        Gate gate = gate(Map.of("rate", "20", "max-concurrent", "1000"));
        int begun = 0;
        for (int i = 0; i < 100; i++) {
            begun += gate.enter(Jobs.job()) instanceof Entry.Open ? 1 : 0;
        }

        assertThat(begun).as("what half a second of patience holds").isBetween(5, 25);
        assertThat(waits).isNotEmpty();
    }

    @Test
    void waitsLongerTheFewerTriesAreLeftAndNeverTooLong() {
        Gate gate = gate(Map.of("retry.first", "1s", "retry.longest", "30s"));

        assertThat(gate.again(Jobs.job(NOW.plusSeconds(60), 2), null))
                .isGreaterThan(gate.again(Jobs.job(NOW.plusSeconds(60), 5), null));
        assertThat(gate.again(Jobs.job(), Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(gate.again(Jobs.job(), Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    }

    private void fail(Gate gate, int calls) {
        for (int i = 0; i < calls; i++) {
            Job job = Jobs.job();
            assertThat(gate.enter(job)).isInstanceOf(Entry.Open.class);
            gate.left(job, QUICK, false);
        }
    }

    private Gate gate(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        return new Gate(
                "orders",
                TestTargets.target("http://orders.example", all).limits(),
                clock,
                wait -> waits.add(wait),
                () -> 1L << 63);
    }
}
