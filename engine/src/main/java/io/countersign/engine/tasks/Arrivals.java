package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tasks that features have not heard of yet. */
@Repository
class Arrivals {

    private final JdbcClient jdbc;

    Arrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are due and that nobody else has taken, for the running transaction alone. */
    List<Arrival> take(int atMost, Instant now) {
        return jdbc.sql("""
                        select task_key, arrived_at, handled, tries from task_arrival where try_at <= :now
                        order by try_at, task_key limit :most for update skip locked
                        """)
                .param("now", Columns.parameter(now))
                .param("most", atMost)
                .query((row, number) -> new Arrival(
                        row.getLong("task_key"),
                        Objects.requireNonNull(Columns.time(row, "arrived_at")),
                        Set.copyOf(Columns.texts(row, "handled")),
                        row.getInt("tries")))
                .list();
    }

    void done(Collection<Long> taskKeys) {
        jdbc.sql("delete from task_arrival where task_key = any (?)")
                .params(new Object[] {taskKeys.toArray(Long[]::new)})
                .update();
    }

    /** @param handled by those who did not fail; they don't hear of it again */
    void again(Arrival arrival, Set<String> handled, Instant at) {
        jdbc.sql("update task_arrival set handled = :handled, tries = tries + 1, try_at = :at where task_key = :key")
                .param("handled", handled.toArray(String[]::new))
                .param("at", Columns.parameter(at))
                .param("key", arrival.taskKey())
                .update();
    }

    /** Nobody has failed. */
    void later(Arrival arrival, Instant at) {
        jdbc.sql("update task_arrival set try_at = :at where task_key = :key")
                .param("at", Columns.parameter(at))
                .param("key", arrival.taskKey())
                .update();
    }

    /** It stays, so that somebody who has mended the cause can have it tried again by setting {@code try_at}. */
    void giveUp(Arrival arrival, Set<String> handled) {
        jdbc.sql("""
                        update task_arrival set handled = :handled, tries = tries + 1, try_at = 'infinity' where task_key = :key
                        """)
                .param("handled", handled.toArray(String[]::new))
                .param("key", arrival.taskKey())
                .update();
    }

    long givenUp() {
        return jdbc.sql("select count(*) from task_arrival where try_at = 'infinity'")
                .query(Long.class)
                .single();
    }
}
