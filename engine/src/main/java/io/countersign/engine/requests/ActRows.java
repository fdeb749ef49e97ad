package io.countersign.engine.requests;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.tasks.RequesterActs;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What requesters did with their requests. */
@Repository
class ActRows implements RequesterActs {

    private final JdbcClient jdbc;

    ActRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One act on a request at a time; needs a running transaction. */
    void lock(long processInstanceKey) {
        OneAtATime.of(jdbc, "request", processInstanceKey);
    }

    void withdraw(long processInstanceKey, String by, @Nullable String reason, Instant at) {
        jdbc.sql("""
                        insert into request_withdrawal (process_instance_key, withdrawn_by, reason, withdrawn_at)
                        values (:key, :by, :reason, :at)
                        """)
                .param("key", processInstanceKey)
                .param("by", by)
                .param("reason", reason)
                .param("at", Columns.parameter(at))
                .update();
    }

    /** @return whether any of them had been withdrawn */
    boolean forgetWithdrawals(Collection<Long> processInstanceKeys) {
        return jdbc.sql("delete from request_withdrawal where process_instance_key = any (?)")
                        .param(processInstanceKeys.toArray(Long[]::new))
                        .update()
                > 0;
    }

    void remind(long processInstanceKey, String by, List<Long> taskKeys, Instant at) {
        jdbc.sql("insert into request_reminder (process_instance_key, reminded_by, reminded_at) values (?, ?, ?)")
                .params(processInstanceKey, by, Columns.parameter(at))
                .update();
        jdbc.sql("""
                        insert into reminded_task (task_key, reminded_at)
                        select key, :at from unnest(cast(:keys as bigint[])) as wanted (key)
                        on conflict (task_key) do update set reminded_at = excluded.reminded_at
                        """)
                .param("keys", taskKeys.toArray(Long[]::new))
                .param("at", Columns.parameter(at))
                .update();
    }

    @Override
    public Optional<Withdrawal> withdrawal(long rootInstanceKey) {
        return jdbc.sql("select withdrawn_at, reason from request_withdrawal where process_instance_key = ?")
                .param(rootInstanceKey)
                .query((row, number) -> new Withdrawal(
                        Objects.requireNonNull(Columns.time(row, "withdrawn_at")), row.getString("reason")))
                .optional();
    }
}
