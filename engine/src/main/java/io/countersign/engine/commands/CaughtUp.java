package io.countersign.engine.commands;

import io.countersign.engine.commands.Markers.Marked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the read model has seen everything that the engine did up to a moment. It has, on a partition, once it has
 * seen a marker that was published after that moment. Never waits: whoever hears "no" asks again.
 */
class CaughtUp {

    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private final Markers markers;
    private final InstantSource clock;
    private final Map<Integer, Instant> seen = new ConcurrentHashMap<>();
    private Set<Integer> partitions = Set.of();
    private @Nullable Round round;

    private record Round(Instant startedAt, CompletableFuture<Map<Integer, Marked>> markers) {}

    CaughtUp(Markers markers, InstantSource clock) {
        this.markers = markers;
        this.clock = clock;
    }

    synchronized boolean everywhereSince(Instant moment) {
        look();
        if (!partitions.isEmpty() && partitions.stream().allMatch(partition -> isSeen(partition, moment))) {
            return true;
        }
        mark(moment);
        return false;
    }

    synchronized boolean since(Instant moment, int partition) {
        look();
        if (isSeen(partition, moment)) {
            return true;
        }
        mark(moment);
        // a key that no partition can have made
        return !partitions.isEmpty() && !partitions.contains(partition) && everywhereSince(moment);
    }

    private boolean isSeen(int partition, Instant moment) {
        return !seen.getOrDefault(partition, Instant.EPOCH).isBefore(moment);
    }

    private void look() {
        if (round == null || !round.markers().isDone()) {
            return;
        }
        if (round.markers().isCompletedExceptionally()) {
            round = null;
            return;
        }
        var marked = round.markers().join();
        partitions = marked.keySet();
        var startedAt = round.startedAt();
        markers.projected(marked.values()).forEach(partition -> seen.put(partition, startedAt));
        if (partitions.stream().allMatch(partition -> isSeen(partition, startedAt))) {
            round = null;
        }
    }

    private void mark(Instant moment) {
        var now = clock.instant();
        if (now.isBefore(moment)) {
            return;
        }
        if (round == null || round.startedAt().plus(GIVE_UP).isBefore(now)) {
            round = new Round(now, markers.publish());
        }
    }
}
