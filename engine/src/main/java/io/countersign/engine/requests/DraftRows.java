package io.countersign.engine.requests;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The drafts. Whatever is asked for, it is somebody's. */
@Repository
class DraftRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DraftRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One change of somebody's drafts at a time, a start that takes one included; needs a running transaction. */
    void lock(String owner) {
        OneAtATime.of(jdbc, "drafts", owner);
    }

    /** What was touched last comes first. */
    List<Draft> of(String owner) {
        return jdbc.sql(
                        "select * from request_draft where owner = ? and deleted_at is null order by updated_at desc, id")
                .param(owner)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Draft> find(String owner, UUID id) {
        return jdbc.sql("select * from request_draft where id = ? and owner = ? and deleted_at is null")
                .params(id, owner)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Whether the id is no longer free for a draft of this owner: it is somebody else's, or it became a start. */
    boolean isTaken(String caller, String owner, UUID id) {
        return jdbc.sql("""
                        select exists (select from request_draft where id = cast(:id as uuid) and owner <> :owner)
                            or exists (select from start_request where caller = :caller and idempotency_key = cast(:id as text))
                        """)
                .param("id", id.toString())
                .param("caller", caller)
                .param("owner", owner)
                .query(Boolean.class)
                .single();
    }

    int count(String owner) {
        return jdbc.sql("select count(*) from request_draft where owner = ? and deleted_at is null")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    /** Also in the place of one that its owner has deleted. */
    void insert(String owner, Draft draft) {
        jdbc.sql("""
                        insert into request_draft (id, owner, process_id, form_key, data, version, created_at, updated_at)
                        values (cast(:id as uuid), :owner, :process, cast(:form as bigint), cast(:data as json), :version,
                            :created, :updated)
                        on conflict (id) do update set process_id = excluded.process_id, form_key = excluded.form_key,
                            data = excluded.data, version = excluded.version, updated_at = excluded.updated_at, deleted_at = null
                        """)
                .param("id", draft.draftId())
                .param("owner", owner)
                .param("process", draft.processId())
                .param("form", draft.formKey())
                .param("data", json.writeValueAsString(draft.values()))
                .param("version", draft.version())
                .param("created", draft.createdAt().atOffset(ZoneOffset.UTC))
                .param("updated", draft.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(String owner, Draft draft) {
        jdbc.sql("""
                        update request_draft set form_key = cast(:form as bigint), data = cast(:data as json),
                            version = :version, updated_at = :updated
                        where id = cast(:id as uuid) and owner = :owner
                        """)
                .param("id", draft.draftId())
                .param("owner", owner)
                .param("form", draft.formKey())
                .param("data", json.writeValueAsString(draft.values()))
                .param("version", draft.version())
                .param("updated", draft.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** It can be brought back for a while. */
    boolean delete(String owner, UUID id, Instant at) {
        return jdbc.sql("update request_draft set deleted_at = ? where id = ? and owner = ? and deleted_at is null")
                        .params(at.atOffset(ZoneOffset.UTC), id, owner)
                        .update()
                == 1;
    }

    /** For good. */
    void forget(UUID id) {
        jdbc.sql("delete from request_draft where id = ?").param(id).update();
    }

    /** A few of those that are too old, locked until the transaction ends. */
    List<UUID> lockOld(Instant untouchedSince, Instant deletedBefore, int most) {
        return jdbc.sql(
                        "select id from request_draft where updated_at < ? or deleted_at < ? limit ? for update skip locked")
                .params(untouchedSince.atOffset(ZoneOffset.UTC), deletedBefore.atOffset(ZoneOffset.UTC), most)
                .query(UUID.class)
                .list();
    }

    private Draft read(ResultSet row) throws SQLException {
        return new Draft(
                row.getString("id"),
                row.getString("process_id"),
                Columns.key(row, "form_key"),
                json.readTree(row.getString("data")),
                List.of(),
                row.getLong("version"),
                Objects.requireNonNull(Columns.time(row, "created_at")),
                Objects.requireNonNull(Columns.time(row, "updated_at")));
    }
}
