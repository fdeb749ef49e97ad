package io.countersign.workers.jobs;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Reached.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RunWorkersTests {

    private final FakeWorkers workers = new FakeWorkers();
    private final Map<String, Control> wishes = new HashMap<>();
    private final List<Reached> reached = new ArrayList<>();
    private final List<TypeStatus> reported = new ArrayList<>();
    private boolean databaseAway;
    private final RunWorkers runWorkers = new RunWorkers(
            workers,
            this::wishes,
            List.of(new Reach() {
                @Override
                public boolean serves(String jobType) {
                    return jobType.equals("call");
                }

                @Override
                public List<Reached> reached() {
                    return reached;
                }
            }),
            new JobFigures(new SimpleMeterRegistry()),
            (node, types, now) -> reported.addAll(types),
            InFlights.running(),
            new Paused(),
            new Node("here"),
            new TestClock(NOW));

    @Test
    void opensNothingBeforeItKnowsWhatOperatorsWant() {
        databaseAway = true;
        runWorkers.watch();
        assertThat(workers.open).isEmpty();

        databaseAway = false;
        runWorkers.watch();
        assertThat(workers.open).containsOnly(Map.entry("call", 32), Map.entry("mail", 32));
    }

    @Test
    void keepsToTheLastKnownWishWhileTheDatabaseIsAway() {
        wishes.put("call", new Control(true, null));
        runWorkers.watch();
        databaseAway = true;
        runWorkers.watch();

        assertThat(workers.open).containsOnlyKeys("mail");
    }

    @Test
    void pausesResumesAndChangesHowManyRunAtOnce() {
        wishes.put("mail", new Control(true, 5));
        runWorkers.watch();
        assertThat(workers.open).containsOnlyKeys("call");

        wishes.put("mail", new Control(false, 5));
        runWorkers.watch();
        assertThat(workers.open).containsEntry("mail", 5);

        wishes.clear();
        runWorkers.watch();
        assertThat(workers.open).containsEntry("mail", 32);
    }

    @Test
    void closesATypeForWhichNothingCanBeReachedAndOpensItToFindOut() {
        reached.add(target("a", State.OPEN));
        reached.add(target("b", State.HALF_OPEN));
        runWorkers.watch();
        assertThat(workers.open).containsKey("call");

        reached.set(1, target("b", State.OPEN));
        runWorkers.watch();
        assertThat(workers.open).containsOnlyKeys("mail");

        reached.set(0, target("a", State.HALF_OPEN));
        runWorkers.watch();
        assertThat(workers.open).containsKey("call");
    }

    @Test
    void tellsHowItIs() {
        reached.add(target("a", State.OPEN));
        wishes.put("mail", new Control(true, 7));
        runWorkers.watch();
        runWorkers.tell();

        assertThat(reported)
                .extracting(TypeStatus::type, TypeStatus::state, TypeStatus::maxActive)
                .containsExactly(tuple("call", TypeStatus.State.AWAY, 32), tuple("mail", TypeStatus.State.PAUSED, 7));
        assertThat(reported.getFirst().targets()).isEqualTo(reached);
    }

    private Map<String, Control> wishes() {
        if (databaseAway) {
            throw new DataAccessResourceFailureException("away");
        }
        return Map.copyOf(wishes);
    }

    private static Reached target(String name, State state) {
        return new Reached(name, state, 0, 16, 0, null);
    }

    private static final class FakeWorkers implements JobWorkers {

        final Map<String, Integer> open = new HashMap<>();

        @Override
        public Set<String> types() {
            return new TreeSet<>(Set.of("call", "mail"));
        }

        @Override
        public int maxActive(String type) {
            return 32;
        }

        @Override
        public void open(String type, int maxActive) {
            open.put(type, maxActive);
        }

        @Override
        public void close(String type) {
            open.remove(type);
        }
    }
}
