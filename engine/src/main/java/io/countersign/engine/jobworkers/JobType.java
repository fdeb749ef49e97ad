package io.countersign.engine.jobworkers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of job, what is wanted of its workers and how they do.
 *
 * @param control what an operator wants, null where nobody has said anything
 * @param nodes those that were heard of lately; none: nobody does such jobs now
 */
public record JobType(String jobType, @Nullable JobTypeControl control, List<Node> nodes) {

    /**
     * @param maxActive on each node; null: as configured
     * @param changedBy who said so
     */
    public record JobTypeControl(boolean paused, @Nullable Integer maxActive, String changedBy, Instant changedAt) {}

    /**
     * How one process does.
     *
     * @param state RUNNING, PAUSED by an operator, or AWAY: nothing that its jobs need can be reached, so they wait in the engine
     * @param done since the process started, however they ended
     * @param p50Millis of the last minutes, null where there were no jobs
     * @param failures since the process started, by kind
     */
    public record Node(
            String node,

            @Schema(allowableValues = {"RUNNING", "PAUSED", "AWAY"})
            String state,

            int active,
            int maxActive,
            long done,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis,
            Map<String, Long> failures,
            List<Target> targets,
            Instant updatedAt) {}

    /**
     * A system that jobs of the type call.
     *
     * @param state CLOSED: calls go through; HALF_OPEN: a few find out whether it is back; OPEN: it is left alone for a while
     * @param waiting calls that wait for one of the running ones to end
     */
    public record Target(
            String name,

            @Schema(allowableValues = {"CLOSED", "HALF_OPEN", "OPEN"})
            String state,

            int running,
            int most,
            int waiting,
            @Nullable Instant openUntil) {}
}
