package io.countersign.store.audit;

import io.countersign.store.audit.AuditSubjects.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the audit trail, in the transaction of the change that an entry speaks of. Needs a running Spring transaction on the
 * data source it was made with.
 */
public final class AuditTrail {

    private static final String INSERT = """
            insert into audit_entry (at, actor_id, on_behalf_of_id, action, object_type, object_id, process_instance_key,
                request_id, before, after, partition_id, position)
            select to_timestamp(at / 1e6::float8), actor_id, on_behalf_of_id, action, object_type, object_id,
                process_instance_key, request_id, before::jsonb, after::jsonb, partition_id, position
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                ?::text[], ?::text[], ?::integer[], ?::bigint[])
                as entry (at, actor_id, on_behalf_of_id, action, object_type, object_id, process_instance_key, request_id,
                    before, after, partition_id, position)
            on conflict (partition_id, position, action) where partition_id is not null do nothing
            """;

    private final JdbcTemplate jdbc;
    private final AuditSubjects subjects;

    /** @param lookupKey secret, at least 32 bytes, the same for all nodes and for ever: names are found by their hash under it */
    public AuditTrail(DataSource dataSource, byte[] lookupKey) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.subjects = new AuditSubjects(jdbc, lookupKey);
    }

    public void append(AuditEntry entry) {
        append(List.of(entry));
    }

    /** Appends all of them with as few statements as possible, in this order. */
    public void append(Collection<AuditEntry> entries) {
        requireTransaction();
        if (entries.isEmpty()) {
            return;
        }
        Map<Actor, Subject> actors = subjects.resolve(actorsOf(entries));
        List<AuditEntry> run = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            if (entry.personal().isEmpty()) {
                run.add(entry);
            } else {
                insert(run, actors);
                run.clear();
                insertWithPersonalValues(entry, actors);
            }
        }
        insert(run, actors);
    }

    /**
     * Makes the subject's name and personal values unreadable for ever. Entries stay.
     *
     * @return false where nobody of that name was known
     */
    public boolean erase(Actor subject) {
        requireTransaction();
        return subjects.erase(subject);
    }

    private void insert(List<AuditEntry> run, Map<Actor, Subject> actors) {
        if (!run.isEmpty()) {
            jdbc.update(INSERT, AuditColumns.of(run, actors));
        }
    }

    private void insertWithPersonalValues(AuditEntry entry, Map<Actor, Subject> actors) {
        Subject subject = AuditSubjects.of(entry.actor(), actors);
        for (Long id :
                jdbc.queryForList(INSERT + " returning id", Long.class, AuditColumns.of(List.of(entry), actors))) {
            entry.personal()
                    .forEach((field, value) -> jdbc.update(
                            "insert into audit_personal (entry_id, subject_id, field, value) values (?, ?, ?, ?)",
                            id,
                            subject.id(),
                            field,
                            SubjectCipher.encrypt(subject.dataKey(), field, value)));
        }
    }

    private static Set<Actor> actorsOf(Collection<AuditEntry> entries) {
        Set<Actor> actors = new HashSet<>();
        for (AuditEntry entry : entries) {
            actors.add(entry.actor());
            if (entry.onBehalfOf() != null) {
                actors.add(entry.onBehalfOf());
            }
        }
        return actors;
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("audit entries are written in the transaction of the change they speak of;"
                    + " there is none running");
        }
    }
}
