package io.countersign.engine.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells features of the tasks that have appeared. One transaction takes the tasks and holds what all features write; each writes behind a
 * savepoint, so that one that fails takes nothing away from the others, and hears alone of what it failed at when that is tried again.
 */
class HandOverArrivals {

    static final int AT_ONCE = 100;

    private static final Logger log = LoggerFactory.getLogger(HandOverArrivals.class);

    private final Arrivals arrivals;
    private final Tasks tasks;
    private final List<TaskArrival> features;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    HandOverArrivals(
            Arrivals arrivals,
            Tasks tasks,
            List<TaskArrival> features,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.arrivals = arrivals;
        this.tasks = tasks;
        this.features = List.copyOf(features);
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean handOver() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Arrival> taken = arrivals.take(AT_ONCE, clock.instant());
            if (!taken.isEmpty()) {
                handOver(taken);
            }
            return taken.size() == AT_ONCE;
        }));
    }

    private void handOver(List<Arrival> taken) {
        Map<Long, Task> known = tasks.of(taken.stream().map(Arrival::taskKey).toList()).stream()
                .collect(Collectors.toMap(task -> task.engine().key(), Function.identity()));
        Map<Long, Set<String>> handled = new HashMap<>();
        for (TaskArrival feature : features) {
            String name = feature.name();
            List<ArrivedTask> its = taken.stream()
                    .filter(arrival -> !arrival.handled().contains(name))
                    .map(arrival -> known.get(arrival.taskKey()))
                    .filter(task -> task != null && task.isOpen())
                    .map(task -> ArrivedTask.of(Objects.requireNonNull(task).engine()))
                    .toList();
            tell(feature, its)
                    .forEach(task -> handled.computeIfAbsent(task.taskKey(), key -> new TreeSet<>())
                            .add(name));
        }
        List<Long> done = new ArrayList<>();
        for (Arrival arrival : taken) {
            Task task = known.get(arrival.taskKey());
            Set<String> by = handled.computeIfAbsent(arrival.taskKey(), key -> new TreeSet<>());
            by.addAll(arrival.handled());
            if (task == null ? isLost(arrival) : !task.isOpen() || failed(by).isEmpty()) {
                done.add(arrival.taskKey());
            } else if (task != null) {
                postpone(arrival, by);
            }
        }
        arrivals.done(done);
    }

    /** The read model may be without a task while it is rebuilt, for which nobody is to blame. */
    private boolean isLost(Arrival arrival) {
        Instant now = clock.instant();
        if (arrival.isLost(now)) {
            log.error(
                    "Task {} appeared at {} and has been missing from the read model since, so {} are not told of it any more",
                    arrival.taskKey(),
                    arrival.arrivedAt(),
                    failed(arrival.handled()));
            return true;
        }
        arrivals.later(arrival, arrival.whenBack(now));
        return false;
    }

    private List<String> failed(Set<String> handled) {
        return features.stream()
                .map(TaskArrival::name)
                .filter(name -> !handled.contains(name))
                .toList();
    }

    /** @return those that it took */
    private List<ArrivedTask> tell(TaskArrival feature, List<ArrivedTask> some) {
        if (some.isEmpty()) {
            return some;
        }
        try {
            savepoint.executeWithoutResult(status -> feature.arrived(some));
            return some;
        } catch (RuntimeException e) {
            if (some.size() > 1) {
                // one of them is to blame
                return some.stream()
                        .flatMap(task -> tell(feature, List.of(task)).stream())
                        .toList();
            }
            log.warn("{} can't take task {}", feature.name(), some.getFirst().taskKey(), e);
            return List.of();
        }
    }

    private void postpone(Arrival arrival, Set<String> handled) {
        if (arrival.isLastTry()) {
            log.error(
                    "Task {} has appeared, and {} could not do what they do then. It is not tried again until try_at in task_arrival says so",
                    arrival.taskKey(),
                    failed(handled));
            arrivals.giveUp(arrival, handled);
        } else {
            arrivals.again(arrival, handled, clock.instant().plus(arrival.pause()));
        }
    }
}
