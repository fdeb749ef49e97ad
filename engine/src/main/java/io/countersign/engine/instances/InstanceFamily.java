package io.countersign.engine.instances;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outermost instance with all that it called, at any depth: what people call one request.
 *
 * @param startId the start request it came from, null where it was started past Countersign
 * @param requester null where nobody knows
 * @param active whether it still goes on; also while the engine's record of it is on its way
 */
public record InstanceFamily(
        long rootKey, @Nullable UUID startId, @Nullable String requester, boolean active, List<Long> keys) {}
