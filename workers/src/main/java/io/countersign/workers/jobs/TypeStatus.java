package io.countersign.workers.jobs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one node does with one job type.
 *
 * @param active jobs that are running
 * @param done ended since the node started, however they ended
 * @param p50 milliseconds, over the last minutes; null where there were none
 * @param failures since the node started, by kind
 */
record TypeStatus(
        String type,
        State state,
        int active,
        int maxActive,
        long done,
        @Nullable Double p50,
        @Nullable Double p99,
        Map<String, Long> failures,
        List<Reached> targets) {

    enum State {
        RUNNING,
        /** By an operator. */
        PAUSED,
        /** Nothing that its jobs need can be reached. */
        AWAY
    }
}
