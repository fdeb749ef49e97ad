package io.countersign.workers.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs for tests. */
public final class Jobs {

    public static final Instant NOW = Instant.parse("2026-11-22T20:15:00Z");

    private Jobs() {}

    public static Job job() {
        return job(NOW.plusSeconds(60), 3);
    }

    public static Job job(Instant lease, int tries) {
        return job(UUID.randomUUID().getMostSignificantBits() >>> 1, null, lease, tries);
    }

    /** With headers of the task. */
    public static Job job(Map<String, String> headers) {
        Job job = job();
        return new Job(
                job.key(),
                job.type(),
                job.processInstanceKey(),
                job.tenantId(),
                null,
                headers,
                job.tries(),
                job.lease());
    }

    /** Variables as a worker reads them. */
    public static <V> V variables(String json, Class<V> type) {
        return JobVariables.read(json, type);
    }

    public static Job job(long key, @Nullable UUID startId, Instant lease, int tries) {
        return new Job(key, "test", key + 1, "<default>", startId, Map.of(), tries, lease);
    }
}
