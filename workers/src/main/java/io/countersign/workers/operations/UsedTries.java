package io.countersign.workers.operations;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tries that jobs used up on a target before it was known to be broken down. It is kept in memory: after a restart, at worst a few jobs
 * have one try less.
 */
final class UsedTries {

    private static final int MOST = 10_000;

    private final Map<Long, Integer> byJob = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(long jobKey) {
        byJob.merge(jobKey, 1, Integer::sum);
    }

    synchronized int giveBack(long jobKey) {
        Integer used = byJob.remove(jobKey);
        return used == null ? 0 : used;
    }

    synchronized void forget(long jobKey) {
        byJob.remove(jobKey);
    }
}
