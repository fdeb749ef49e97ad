package io.countersign.engine.recordstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this node reads the record log.
 *
 * @param enabled whether it reads at all
 * @param poll how often it looks for partitions and records where nobody told it of any
 * @param maxBatch how many records go into one transaction at most
 * @param maxBatchSize how much they may weigh together; a single record may weigh more
 * @param maxGather how long it lets records gather at most while the stream is busy
 */
@ConfigurationProperties("countersign.record-stream")
record RecordStreamSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("5000") int maxBatch,
        @DefaultValue("8MB") DataSize maxBatchSize,
        @DefaultValue("50ms") Duration maxGather) {}
