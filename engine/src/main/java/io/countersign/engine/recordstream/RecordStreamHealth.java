package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.RecordStreamStatus.PartitionStatus;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether this node can show what happens in the engine. Part of readiness. */
class RecordStreamHealth extends AbstractHealthIndicator {

    private final RecordStream stream;
    private final RecordStreamStatus status;

    RecordStreamHealth(RecordStream stream, RecordStreamStatus status) {
        super("The record stream can't be looked at");
        this.stream = stream;
        this.status = status;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<PartitionStatus> partitions = status.partitions();
        List<Exception> failures = stream.failures();
        if (failures.isEmpty()) {
            builder.up();
        } else {
            builder.down(failures.getFirst());
        }
        partitions.forEach(
                partition -> builder.withDetail("partition " + partition.partitionId(), describe(partition)));
    }

    private static String describe(PartitionStatus partition) {
        String lag = "projected up to %d of %d, %d s behind"
                .formatted(
                        partition.projectedPosition(),
                        partition.exportedPosition(),
                        partition.lag().toSeconds());
        return partition.isRefused() ? lag + "; exporter refused: " + partition.exporterStateDetail() : lag;
    }
}
