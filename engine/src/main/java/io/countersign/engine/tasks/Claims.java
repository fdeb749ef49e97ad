package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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
    void give(long taskKey, String username, @Nullable String onBehalfOf, Instant at) {
        jdbc.sql("""
                        insert into task_claim (task_key, username, on_behalf_of, claimed_at) values (?, ?, ?, ?)
                        on conflict (task_key) do update set username = excluded.username,
                            on_behalf_of = excluded.on_behalf_of, claimed_at = excluded.claimed_at
                        """)
                .params(Arrays.asList(taskKey, username, onBehalfOf, Columns.parameter(at)))
                .update();
    }

    void release(long taskKey) {
        jdbc.sql("delete from task_claim where task_key = ?").param(taskKey).update();
    }
}
