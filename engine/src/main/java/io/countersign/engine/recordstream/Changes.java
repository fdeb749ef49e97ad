package io.countersign.engine.recordstream;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;

import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditEntry.EnginePosition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a batch changes besides rows: entries for the audit trail, and the topics that browsers hear of. */
public final class Changes {

    private final boolean replaying;
    private final List<AuditEntry> audit = new ArrayList<>();
    private final Set<Topic> topics = EnumSet.noneOf(Topic.class);

    /** @param replaying these records were projected before, and nobody is told anything again */
    Changes(boolean replaying) {
        this.replaying = replaying;
    }

    /**
     * The record is worth an entry in the audit trail. At most one per record and action.
     *
     * @param after what is so from now on, names and values in turn; no personal values
     */
    public void audit(LogRecord record, String action, String objectType, long objectKey, @Nullable Object... after) {
        if (!replaying) {
            audit.add(new AuditEntry(
                    record.at(),
                    Actor.ENGINE,
                    null,
                    action,
                    objectType,
                    Long.toString(objectKey),
                    record.processInstanceKey(),
                    null,
                    null,
                    AuditJson.of(after),
                    Map.of(),
                    new EnginePosition(record.partitionId(), record.position())));
        }
    }

    /** False while old records are read again: then nothing is to happen but rows. */
    public boolean isLive() {
        return !replaying;
    }

    public void touch(Topic topic) {
        topics.add(topic);
    }

    /** In the order of the log, though some are known only once rows are written. */
    List<AuditEntry> audit() {
        return audit.stream()
                .sorted(comparingLong(
                        entry -> requireNonNull(entry.enginePosition()).position()))
                .toList();
    }

    Set<Topic> topics() {
        return replaying ? Set.of() : topics;
    }
}
