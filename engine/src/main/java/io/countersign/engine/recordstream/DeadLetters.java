package io.countersign.engine.recordstream;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what could not be projected, for an operator to see. */
final class DeadLetters {

    private static final int MAX_ERROR = 4000;

    private final JdbcTemplate jdbc;
    private final AtomicLong since = new AtomicLong();

    DeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the running transaction. */
    void add(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            String error = letter.cause().toString().replace('\0', ' ');
            jdbc.update(
                    """
                    insert into projection_dead_letter (partition_id, position, projection, error) values (?, ?, ?, ?)
                    on conflict (partition_id, position, projection) do update set error = excluded.error
                    """,
                    letter.record().partitionId(),
                    letter.record().position(),
                    letter.projection(),
                    error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR));
            since.incrementAndGet();
        }
    }

    /** How many this node has set aside since it started. */
    long count() {
        return since.get();
    }
}
