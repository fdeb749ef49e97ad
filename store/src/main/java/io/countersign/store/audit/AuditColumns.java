package io.countersign.store.audit;

import io.countersign.store.audit.AuditEntry.EnginePosition;
import io.countersign.store.audit.AuditSubjects.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entries as one array per column, the way {@code unnest} takes many rows in one statement. */
final class AuditColumns {

    private AuditColumns() {}

    static Object[] of(List<AuditEntry> entries, Map<Actor, Subject> actors) {
        return new Object[] {
            longs(entries, entry -> ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())),
            longs(entries, entry -> AuditSubjects.of(entry.actor(), actors).id()),
            longs(
                    entries,
                    entry -> entry.onBehalfOf() == null
                            ? null
                            : (Long)
                                    AuditSubjects.of(entry.onBehalfOf(), actors).id()),
            strings(entries, AuditEntry::action),
            strings(entries, AuditEntry::objectType),
            strings(entries, AuditEntry::objectId),
            longs(entries, AuditEntry::processInstanceKey),
            strings(entries, AuditEntry::requestId),
            strings(entries, AuditEntry::before),
            strings(entries, AuditEntry::after),
            entries.stream()
                    .map(AuditEntry::enginePosition)
                    .map(AuditColumns::partition)
                    .toArray(Integer[]::new),
            longs(entries, entry -> position(entry.enginePosition()))
        };
    }

    private static @Nullable Integer partition(@Nullable EnginePosition position) {
        return position == null ? null : (Integer) position.partitionId();
    }

    private static @Nullable Long position(@Nullable EnginePosition position) {
        return position == null ? null : (Long) position.position();
    }

    private static String[] strings(List<AuditEntry> entries, Function<AuditEntry, @Nullable String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private static Long[] longs(List<AuditEntry> entries, Function<AuditEntry, @Nullable Long> column) {
        return entries.stream().map(column).toArray(Long[]::new);
    }
}
