package io.countersign.engine.commands;

import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineAnswer.Failed;
import io.countersign.engine.processengine.EngineAnswer.Ok;
import io.countersign.engine.processengine.EngineKeys;
import io.countersign.engine.processengine.EngineMessage;
import io.countersign.engine.processengine.EngineTopology;
import io.countersign.engine.processengine.EngineTopology.Partition;
import io.countersign.engine.processengine.ProcessEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages to nobody, one per partition, to be recognised in the record log. */
class Markers {

    /** The exporter keeps the publication of messages whose names start so. */
    static final String NAME = "countersign-marker";

    private static final int TRIES_PER_PARTITION = 50;

    private final ProcessEngine engine;
    private final JdbcClient jdbc;

    Markers(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** @param after a position in the log below that of the marker */
    record Marked(int partition, long messageKey, long after) {}

    /** Publishes one to each partition. */
    CompletableFuture<Map<Integer, Marked>> publish() {
        var exported = exportedPositions();
        return engine.topology()
                .thenCompose(topology -> publish(partitions(value(topology)), exported, new HashMap<>(), 0))
                .toCompletableFuture();
    }

    /** The partitions whose markers the read model has gone past. */
    Set<Integer> projected(Collection<Marked> markers) {
        return markers.stream().filter(this::isProjected).map(Marked::partition).collect(Collectors.toSet());
    }

    /** Which partition a message goes to depends on a hash of its correlation key, so keys are tried until each was hit. */
    private CompletableFuture<Map<Integer, Marked>> publish(
            Set<Integer> wanted, Map<Integer, Long> exported, Map<Integer, Marked> marked, int number) {
        if (marked.keySet().containsAll(wanted)) {
            return CompletableFuture.completedFuture(Map.copyOf(marked));
        }
        if (number > TRIES_PER_PARTITION * wanted.size()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no marker reached some of the partitions " + wanted));
        }
        return engine.publishMessage(marker(number)).toCompletableFuture().thenCompose(answer -> {
            var key = value(answer);
            var partition = EngineKeys.partitionOf(key);
            marked.putIfAbsent(partition, new Marked(partition, key, exported.getOrDefault(partition, -1L)));
            return publish(wanted, exported, marked, number + 1);
        });
    }

    private static EngineMessage marker(int number) {
        return new EngineMessage(
                NAME, Integer.toString(number), UUID.randomUUID().toString(), Duration.ZERO, "{}", "<default>");
    }

    private boolean isProjected(Marked marker) {
        return jdbc.sql("""
                select exists (
                    select from zeebe_record r join projection_cursor c on c.partition_id = r.partition_id
                    where r.partition_id = ? and r.position > ? and r.position <= c.position
                        and r.value_type = 'MESSAGE' and r.record_key = ?)
                """)
                .params(marker.partition(), marker.after(), marker.messageKey())
                .query(Boolean.class)
                .single();
    }

    private Map<Integer, Long> exportedPositions() {
        var positions = new HashMap<Integer, Long>();
        jdbc.sql("select partition_id, position from exporter_position")
                .query((row, number) -> positions.put(row.getInt("partition_id"), row.getLong("position")))
                .list();
        return positions;
    }

    private static Set<Integer> partitions(EngineTopology topology) {
        return topology.brokers().stream()
                .flatMap(broker -> broker.partitions().stream())
                .map(Partition::partitionId)
                .collect(Collectors.toSet());
    }

    private static <T> T value(EngineAnswer<T> answer) {
        return switch (answer) {
            case Ok<T>(var value) -> value;
            case Failed<T>(var failure) ->
                throw new IllegalStateException("the engine did not take a marker: " + failure.message());
        };
    }
}
