package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision on many tasks.
 *
 * @param caller whose it is, see {@link io.countersign.engine.identity.Caller#id()}
 * @param undoUntil when the engine is told
 * @param undoneAt null unless it was taken back
 */
record BulkDecision(
        UUID id,
        String caller,
        String bodyHash,
        Outcome outcome,
        Instant decidedAt,
        Instant undoUntil,
        @Nullable Instant undoneAt) {}
