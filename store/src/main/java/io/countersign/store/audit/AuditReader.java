package io.countersign.store.audit;

import io.countersign.store.audit.AuditRecord.Who;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the audit trail, newest entries first. */
public final class AuditReader {

    private static final String SELECT = """
            select entry.*,
                actor.kind as actor_kind, actor_key.data_key as actor_data_key, actor_key.name as actor_name,
                other.kind as other_kind, other_key.data_key as other_data_key, other_key.name as other_name
            from audit_entry entry
                join audit_subject actor on actor.id = entry.actor_id
                left join audit_subject_key actor_key on actor_key.subject_id = entry.actor_id
                left join audit_subject other on other.id = entry.on_behalf_of_id
                left join audit_subject_key other_key on other_key.subject_id = entry.on_behalf_of_id
            where entry.id < :before
            """;

    private final JdbcClient jdbc;

    public AuditReader(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param beforeId the last id of the page before, null for the first page */
    public List<AuditRecord> page(AuditQuery query, @Nullable Long beforeId, int limit) {
        List<String> wanted = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("before", beforeId == null ? Long.MAX_VALUE : beforeId);
        parameters.put("limit", limit);
        want("process_instance_key", query.processInstanceKey(), wanted, parameters);
        want("object_type", query.objectType(), wanted, parameters);
        want("object_id", query.objectId(), wanted, parameters);

        List<AuditRecord> page = jdbc.sql(SELECT + String.join(" ", wanted) + " order by entry.id desc limit :limit")
                .params(parameters)
                .query((row, number) -> read(row))
                .list();
        addPersonalValues(page);
        return page;
    }

    private static void want(
            String column, @Nullable Object value, List<String> wanted, Map<String, Object> parameters) {
        if (value != null) {
            wanted.add("and entry." + column + " = :" + column);
            parameters.put(column, value);
        }
    }

    private void addPersonalValues(List<AuditRecord> page) {
        Map<Long, AuditRecord> byId = new HashMap<>();
        page.forEach(entry -> byId.put(entry.id(), entry));
        jdbc.sql("""
                        select personal.entry_id, personal.field, personal.value, key.data_key
                        from audit_personal personal left join audit_subject_key key using (subject_id)
                        where personal.entry_id = any (:ids)
                        """).param("ids", byId.keySet().toArray(Long[]::new)).query(row -> {
            String field = row.getString("field");
            Objects.requireNonNull(byId.get(row.getLong("entry_id")))
                    .personal()
                    .put(field, decrypt(row.getBytes("data_key"), field, row.getBytes("value")));
        });
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("id"),
                instant(row, "at"),
                who(row, "actor"),
                row.getObject("on_behalf_of_id") == null ? null : who(row, "other"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getObject("process_instance_key", Long.class),
                row.getString("request_id"),
                row.getString("before"),
                row.getString("after"),
                new HashMap<>());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Who who(ResultSet row, String role) throws SQLException {
        return new Who(
                Actor.Kind.valueOf(row.getString(role + "_kind")),
                decrypt(row.getBytes(role + "_data_key"), AuditSubjects.NAME, row.getBytes(role + "_name")));
    }

    private static @Nullable String decrypt(byte @Nullable [] dataKey, String field, byte @Nullable [] value) {
        return dataKey == null || value == null
                ? null
                : SubjectCipher.decrypt(SubjectCipher.key(dataKey), field, value);
    }
}
