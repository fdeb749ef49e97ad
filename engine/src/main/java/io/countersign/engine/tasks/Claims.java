package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has which task. */
@Repository
class Claims {

    private final JdbcClient jdbc;

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the task to somebody, whoever had it before. */
    void give(long taskKey, String username, Instant at) {
        jdbc.sql("""
                        insert into task_claim (task_key, username, claimed_at) values (?, ?, ?)
                        on conflict (task_key) do update set username = excluded.username, claimed_at = excluded.claimed_at
                        """).params(taskKey, username, Columns.parameter(at)).update();
    }

    void release(long taskKey) {
        jdbc.sql("delete from task_claim where task_key = ?").param(taskKey).update();
    }
}
