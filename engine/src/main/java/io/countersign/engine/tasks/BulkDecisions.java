package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decisions on many tasks, and what came of each task. */
@Repository
class BulkDecisions {

    private static final String SELECT =
            "select id, caller, body_hash, outcome, created_at, undo_until, undone_at from bulk_decision where ";

    private static final String SELECT_ITEMS =
            "select task_key, result, code, message, vote_id, undo from bulk_decision_item where bulk_decision_id = ? ";

    private final JdbcClient jdbc;

    BulkDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false where the caller has used the key before */
    boolean insert(BulkDecision bulk, String idempotencyKey, List<Long> taskKeys) {
        boolean isNew = jdbc.sql("""
                        insert into bulk_decision (id, caller, idempotency_key, body_hash, outcome, created_at, undo_until)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (caller, idempotency_key) do nothing
                        """)
                        .params(
                                bulk.id(),
                                bulk.caller(),
                                idempotencyKey,
                                bulk.bodyHash(),
                                bulk.outcome().word(),
                                Columns.parameter(bulk.decidedAt()),
                                Columns.parameter(bulk.undoUntil()))
                        .update()
                == 1;
        if (isNew) {
            jdbc.sql("""
                            insert into bulk_decision_item (bulk_decision_id, task_key, place)
                            select ?, item.task_key, item.place
                            from unnest(?::bigint[], ?::integer[]) as item (task_key, place)
                            """)
                    .params(
                            bulk.id(),
                            taskKeys.toArray(Long[]::new),
                            IntStream.range(0, taskKeys.size()).boxed().toArray(Integer[]::new))
                    .update();
        }
        return isNew;
    }

    Optional<BulkDecision> find(Caller caller, String idempotencyKey) {
        return jdbc.sql(SELECT + "caller = ? and idempotency_key = ?")
                .params(caller.id(), idempotencyKey)
                .query(BulkDecisions::bulk)
                .optional();
    }

    Optional<BulkDecision> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(BulkDecisions::bulk).optional();
    }

    /** Keeps it from being undone until the running transaction ends. */
    BulkDecision hold(UUID id) {
        return jdbc.sql(SELECT + "id = ? for share")
                .param(id)
                .query(BulkDecisions::bulk)
                .single();
    }

    /** What is left of it can be undone until then. */
    void prolong(UUID id, Instant undoUntil) {
        jdbc.sql("update bulk_decision set undo_until = ? where id = ? and undone_at is null")
                .params(Columns.parameter(undoUntil), id)
                .update();
    }

    /** @return false where it is too late */
    boolean undo(UUID id, Instant now) {
        return jdbc.sql("""
                        update bulk_decision set undone_at = coalesce(undone_at, :now)
                        where id = :id and (undone_at is not null or undo_until > :now)
                        """)
                        .param("now", Columns.parameter(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** In the order of the request. */
    List<BulkItem> items(UUID id) {
        return jdbc.sql(SELECT_ITEMS + "order by place")
                .param(id)
                .query(BulkDecisions::item)
                .list();
    }

    /** One change of an item at a time; needs a running transaction. */
    BulkItem lock(UUID id, long taskKey) {
        return jdbc.sql(SELECT_ITEMS + "and task_key = ? for update")
                .params(id, taskKey)
                .query(BulkDecisions::item)
                .single();
    }

    /** Keeps what the voter has said so far. */
    void keepFormerVote(UUID id, long taskKey, String voter) {
        jdbc.sql("""
                        update bulk_decision_item set former_vote = (
                            select to_jsonb(d) from task_decision d where d.task_key = :task and d.voter = :voter)
                        where bulk_decision_id = :id and task_key = :task
                        """)
                .param("task", taskKey)
                .param("voter", voter)
                .param("id", id)
                .update();
    }

    void save(UUID id, BulkItem item) {
        jdbc.sql("""
                        update bulk_decision_item set result = ?, code = ?, message = ?, vote_id = ?, undo = ?
                        where bulk_decision_id = ? and task_key = ?
                        """)
                .params(Arrays.asList(
                        name(item.result()),
                        item.code(),
                        item.message(),
                        item.voteId(),
                        name(item.undo()),
                        id,
                        item.taskKey()))
                .update();
    }

    int forgetBefore(Instant moment) {
        return jdbc.sql("delete from bulk_decision where created_at < ?")
                .param(Columns.parameter(moment))
                .update();
    }

    private static BulkDecision bulk(ResultSet row, int number) throws SQLException {
        return new BulkDecision(
                row.getObject("id", UUID.class),
                row.getString("caller"),
                row.getString("body_hash"),
                Outcome.of(row.getString("outcome")),
                Objects.requireNonNull(Columns.time(row, "created_at")),
                Objects.requireNonNull(Columns.time(row, "undo_until")),
                Columns.time(row, "undone_at"));
    }

    private static BulkItem item(ResultSet row, int number) throws SQLException {
        String result = row.getString("result");
        String undo = row.getString("undo");
        return new BulkItem(
                row.getLong("task_key"),
                result == null ? null : BulkItem.Result.valueOf(result),
                row.getString("code"),
                row.getString("message"),
                row.getObject("vote_id", UUID.class),
                undo == null ? null : BulkItem.Undo.valueOf(undo));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
