package io.countersign.engine.recordstream;

import java.util.Set;

/**
 * This node has committed some records to the read model. Published on the thread that reads the log, so whoever listens is
 * quick. The other nodes hear the same on the channel {@code countersign_hints}.
 */
public record RecordsApplied(int partitionId, long position, Set<Topic> topics) {}
