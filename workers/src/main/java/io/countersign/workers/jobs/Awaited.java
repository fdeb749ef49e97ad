package io.countersign.workers.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Jobs that were put off here and are to come again; where there are several nodes, they may come to another one. */
@Component
class Awaited {

    /** How late Zeebe may be, which looks every 100 ms at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int KEY_BITS = 51;

    private final Map<Long, Instant> untilWhen = new ConcurrentHashMap<>();

    void putOff(long jobKey, Instant until) {
        untilWhen.put(jobKey, until);
    }

    void came(long jobKey) {
        untilWhen.remove(jobKey);
    }

    void forget(Set<Long> jobKeys) {
        untilWhen.keySet().removeAll(jobKeys);
    }

    /** By partition, the jobs that should have come. While others are still put off, Zeebe looks by itself. */
    Map<Integer, Set<Long>> missing(Instant now) {
        Map<Integer, Set<Long>> jobs =
                untilWhen.keySet().stream().collect(groupingBy(Awaited::partition, mapping(jobKey -> jobKey, toSet())));
        jobs.values()
                .removeIf(ofPartition -> ofPartition.stream()
                        .map(jobKey -> untilWhen.getOrDefault(jobKey, Instant.MIN))
                        .anyMatch(until -> until.plus(PATIENCE).isAfter(now)));
        return jobs;
    }

    /** The one that made the key, and on which everything about it happens. */
    static int partition(long key) {
        return (int) (key >> KEY_BITS);
    }
}
