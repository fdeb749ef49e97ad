package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.RecordStreamStatus.PartitionStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** How far things are behind, as gauges. Every node tells the same. */
class LagMetrics {

    private final RecordStreamStatus status;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final MultiGauge exportedPosition;
    private final MultiGauge projectedPosition;
    private final MultiGauge exporterLag;
    private final MultiGauge exporterRefused;
    private final MultiGauge lag;
    private final MultiGauge oldestJob;

    LagMetrics(RecordStreamStatus status, JdbcClient jdbc, Clock clock, MeterRegistry registry) {
        this.status = status;
        this.jdbc = jdbc;
        this.clock = clock;
        exportedPosition = gauge(registry, "countersign.exporter.position", "Last position in the record log");
        projectedPosition = gauge(registry, "countersign.projection.position", "Last position in the read model");
        exporterLag =
                gauge(registry, "countersign.exporter.lag.seconds", "Age of the last record when it was exported");
        exporterRefused = gauge(registry, "countersign.exporter.refused", "1 where the exporter is not let in");
        lag = gauge(registry, "countersign.projection.lag.seconds", "Age of the first record not in the read model");
        oldestJob = gauge(registry, "countersign.jobs.oldest.open.seconds", "Age of the oldest open job of a type");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(fixedDelayString = "${countersign.record-stream.metrics:15s}")
    void refresh() {
        List<PartitionStatus> partitions = status.partitions();
        perPartition(exportedPosition, partitions, PartitionStatus::exportedPosition);
        perPartition(projectedPosition, partitions, PartitionStatus::projectedPosition);
        perPartition(exporterLag, partitions, partition -> seconds(partition.exporterLag()));
        perPartition(exporterRefused, partitions, partition -> partition.isRefused() ? 1 : 0);
        perPartition(lag, partitions, partition -> seconds(partition.lag()));
        oldestJob.register(oldestJobs(), true);
    }

    private static void perPartition(
            MultiGauge gauge, List<PartitionStatus> partitions, ToDoubleFunction<PartitionStatus> value) {
        gauge.register(
                partitions.stream()
                        .map(partition -> Row.of(
                                Tags.of("partition", Integer.toString(partition.partitionId())),
                                value.applyAsDouble(partition)))
                        .toList(),
                true);
    }

    /** Jumps from type to type in the index, because there may be very many open jobs. */
    private List<Row<?>> oldestJobs() {
        return jdbc.sql("""
                        with recursive oldest as (
                            (select type, created_at from job where state in ('CREATED', 'FAILED')
                             order by type, created_at limit 1)
                            union all
                            select next.* from oldest cross join lateral (
                                select type, created_at from job
                                where state in ('CREATED', 'FAILED') and type > oldest.type
                                order by type, created_at limit 1) as next
                        )
                        select type, created_at from oldest where created_at is not null
                        """)
                .<Row<?>>query((row, number) -> Row.of(
                        Tags.of("type", row.getString(1)),
                        seconds(Duration.between(
                                row.getObject(2, OffsetDateTime.class).toInstant(), clock.instant()))))
                .list();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
