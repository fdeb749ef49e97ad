package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.MutableClock;
import io.countersign.engine.readmodel.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What features do when a task appears is done once. The features here write rows that show it if they are asked twice. */
@EngineTest
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ArrivalsIT {

    private static final String POLICY = "{\"policy\": \"any\"}";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Arrivals arrivals;

    @Autowired
    private Tasks tasks;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ArrivalThread thread;

    private final MutableClock clock = new MutableClock();

    @BeforeEach
    void byHand() {
        thread.stop();
        jdbc.sql("delete from task_arrival").update();
    }

    @AfterEach
    void byItself() {
        jdbc.sql("delete from task_arrival").update();
        thread.start();
    }

    @Test
    void tellsEveryFeatureOnceThoughNodesRaceAndSomeDieOnTheWay() throws Exception {
        List<Long> keys = IntStream.range(0, 400).mapToObj(i -> arrived()).toList();
        String one = "one-" + keys.getFirst();
        String two = "two-" + keys.getFirst();
        var start = new CyclicBarrier(4);
        Callable<Void> node = () -> {
            HandOverArrivals steady = handOver(new First(one), new Second(two));
            HandOverArrivals dying = handOver(new First(one), new Dying(new Second(two)));
            start.await();
            for (boolean more = true; more; ) {
                try {
                    dying.handOver();
                } catch (StackOverflowError death) {
                    // the node is gone with its transaction
                }
                more = steady.handOver() || ready() > 0;
            }
            return null;
        };
        try (var nodes = Executors.newFixedThreadPool(4)) {
            for (var done : nodes.invokeAll(List.of(node, node, node, node))) {
                done.get();
            }
        }

        assertThat(writtenBy(one)).containsExactlyElementsOf(keys);
        assertThat(writtenBy(two)).containsExactlyElementsOf(keys);
    }

    @Test
    void oneThatFailsTakesNothingFromTheOthersAndIsTriedAgain() {
        long good = arrived();
        long bad = arrived();
        long alsoGood = arrived();
        String first = "first-" + bad;
        String second = "second-" + bad;
        var choosy = new Choosy(second, bad);
        HandOverArrivals handOver = handOver(choosy, new First(first));

        handOver.handOver();

        assertThat(writtenBy(first)).containsExactly(good, bad, alsoGood);
        assertThat(writtenBy(second)).containsExactly(good, alsoGood);
        assertThat(waiting()).isEqualTo(1);

        handOver.handOver();
        assertThat(choosy.refusals).as("it is left alone for a while").isEqualTo(2);
        choosy.bad = -1;
        clock.pass(Duration.ofSeconds(3));
        handOver.handOver();

        assertThat(writtenBy(first)).containsExactly(good, bad, alsoGood);
        assertThat(writtenBy(second)).containsExactly(good, bad, alsoGood);
        assertThat(waiting()).isZero();
    }

    @Test
    void isGivenUpAfterAnHourWithoutStoppingTheQueue(CapturedOutput output) {
        long bad = arrived();
        var choosy = new Choosy("second-" + bad, bad);
        HandOverArrivals handOver = handOver(choosy, new First("first-" + bad));
        for (int i = 0; i < 20; i++) {
            handOver.handOver();
            clock.pass(Duration.ofMinutes(10));
        }

        assertThat(choosy.refusals).isEqualTo(12);
        assertThat(arrivals.givenUp()).isEqualTo(1);
        assertThat(output).contains("Task " + bad + " has appeared, and [Choosy] could not do what they do then");
        long next = arrived();
        handOver.handOver();
        assertThat(writtenBy("second-" + bad)).containsExactly(next);
    }

    @Test
    void waitsForATaskThatTheReadModelHasLostForAWhileAndForgetsOneThatIsClosed() {
        EngineRows rows = new EngineRows(jdbc);
        long rebuilt = EngineRows.newKey();
        long closed = arrived();
        arrive(rebuilt);
        rows.close(closed, "CANCELED", null);
        String name = "first-" + closed;
        HandOverArrivals handOver = handOver(new First(name));

        for (int i = 0; i < 20; i++) {
            handOver.handOver();
            clock.pass(Duration.ofMinutes(30));
        }
        assertThat(writtenBy(name)).isEmpty();
        assertThat(waiting()).isEqualTo(1);
        assertThat(jdbc.sql("select tries from task_arrival")
                        .query(Integer.class)
                        .single())
                .as("nobody has failed")
                .isZero();

        long other = rows.task().approval(POLICY).create();
        jdbc.sql("update task set key = ? where key = ?").params(rebuilt, other).update();
        clock.pass(Duration.ofSeconds(3));
        handOver.handOver();
        assertThat(writtenBy(name)).containsExactly(rebuilt);
        assertThat(waiting()).isZero();
    }

    @Test
    void forgetsATaskThatHasBeenMissingForLongerThanARebuildTakes(CapturedOutput output) {
        long lost = EngineRows.newKey();
        arrive(lost);
        HandOverArrivals handOver = handOver(new First("first-" + lost));

        clock.pass(Duration.ofHours(23));
        handOver.handOver();
        assertThat(waiting()).isEqualTo(1);
        clock.pass(Duration.ofHours(2));
        handOver.handOver();

        assertThat(waiting()).isZero();
        assertThat(output).contains("Task " + lost + " appeared at", "so [First] are not told of it any more");
    }

    private HandOverArrivals handOver(TaskArrival... features) {
        return new HandOverArrivals(arrivals, tasks, List.of(features), transactions, clock);
    }

    private long arrived() {
        long key = new EngineRows(jdbc).task().approval(POLICY).create();
        arrive(key);
        return key;
    }

    private void arrive(long key) {
        jdbc.sql("insert into task_arrival (task_key, arrived_at) values (?, ?)")
                .params(key, Columns.parameter(clock.instant()))
                .update();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from task_arrival").query(Long.class).single();
    }

    private long ready() {
        return jdbc.sql("select count(*) from task_arrival where tries = 0")
                .query(Long.class)
                .single();
    }

    private List<Long> writtenBy(String feature) {
        return jdbc.sql(
                        "select process_instance_key from request_reminder where reminded_by = ? order by process_instance_key")
                .param(feature)
                .query(Long.class)
                .list();
    }

    private class First implements TaskArrival {
        private final String name;

        First(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return getClass().getSimpleName();
        }

        @Override
        public void arrived(List<ArrivedTask> some) {
            some.forEach(task -> jdbc.sql(
                            "insert into request_reminder (process_instance_key, reminded_by, reminded_at) values (?, ?, clock_timestamp())")
                    .params(task.taskKey(), name)
                    .update());
        }
    }

    private final class Second extends First {
        Second(String name) {
            super(name);
        }
    }

    private final class Choosy extends First {
        private long bad;
        private int refusals;

        Choosy(String name, long bad) {
            super(name);
            this.bad = bad;
        }

        @Override
        public void arrived(List<ArrivedTask> some) {
            super.arrived(some);
            if (some.stream().anyMatch(task -> task.taskKey() == bad)) {
                refusals++;
                throw new IllegalArgumentException("not this one");
            }
        }
    }

    /** The last thing that a killed node does. An error, as exceptions are an answer. */
    private record Dying(TaskArrival feature) implements TaskArrival {
        @Override
        public String name() {
            return feature.name();
        }

        @Override
        public void arrived(List<ArrivedTask> some) {
            feature.arrived(new ArrayList<>(some));
            throw new StackOverflowError("killed");
        }
    }
}
