package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.RecordStreamStatus.PartitionStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the broker's exporters are let into the log. Not part of readiness: taking the nodes away would also take away the
 * page that says what to do.
 */
class ExporterHealth extends AbstractHealthIndicator {

    private final RecordStreamStatus status;

    ExporterHealth(RecordStreamStatus status) {
        super("The exporters can't be looked at");
        this.status = status;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        status.partitions().stream()
                .filter(PartitionStatus::isRefused)
                .forEach(partition -> builder.down()
                        .withDetail(
                                "partition " + partition.partitionId(),
                                String.valueOf(partition.exporterStateDetail())));
    }
}
