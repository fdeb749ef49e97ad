package io.countersign.workers.jobs;

import io.countersign.processes.ReservedVariables;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work, as logic without an engine sees it.
 *
 * @param key the same over every try: what side effects carry, so that others know a repeat when they see one
 * @param startId {@link ReservedVariables#START_ID}, null where the instance carries none
 * @param headers the task's own, which a model sets once and for all
 * @param tries how many are left, this one included
 * @param lease until when nobody else is given the job
 */
public record Job(
        long key,
        String type,
        long processInstanceKey,
        String tenantId,
        @Nullable UUID startId,
        Map<String, String> headers,
        int tries,
        Instant lease) {

    public Duration left(Instant now) {
        return Duration.between(now, lease);
    }
}
