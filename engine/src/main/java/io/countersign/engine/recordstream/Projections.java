package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.Projection.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All projections of the engine, in their order. */
final class Projections {

    private final List<Projection> inOrder;

    Projections(List<Projection> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    Set<ValueType> reads() {
        return inOrder.stream()
                .flatMap(projection -> projection.reads().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Table> tables() {
        return inOrder.stream()
                .flatMap(projection -> projection.tables().stream())
                .toList();
    }

    Folding fold(List<LogRecord> records, Changes changes) {
        List<Folding.Part> parts = new ArrayList<>(inOrder.size());
        Map<ValueType, List<Folding.Part>> byType = new EnumMap<>(ValueType.class);
        for (Projection projection : inOrder) {
            Folding.Part part = new Folding.Part(projection.getClass().getSimpleName(), projection.begin());
            parts.add(part);
            projection
                    .reads()
                    .forEach(type ->
                            byType.computeIfAbsent(type, t -> new ArrayList<>()).add(part));
        }
        Folding folding = new Folding(parts);
        for (LogRecord record : records) {
            byType.getOrDefault(record.valueType(), List.of()).forEach(part -> folding.take(part, record, changes));
        }
        return folding;
    }
}
