package io.countersign.engine.commands;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the projection knows of the things commands act on. */
@Repository
class ReadModel {

    private final JdbcClient jdbc;

    ReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param completedBy the decision that its completion carried */
    record TaskState(String state, @Nullable UUID completedBy) {}

    /** The instances of a start, the oldest first; more than one where a start was sent twice. */
    List<Long> instancesOf(UUID startId) {
        return jdbc.sql("select key from process_instance where start_id = ? order by started_at, key")
                .param(startId)
                .query(Long.class)
                .list();
    }

    Optional<String> instanceState(long key) {
        return jdbc.sql("select state from process_instance where key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    Optional<TaskState> task(long key) {
        return jdbc.sql("select state, completed_by from task where key = ?")
                .param(key)
                .query((row, number) ->
                        new TaskState(row.getString("state"), row.getObject("completed_by", UUID.class)))
                .optional();
    }

    Optional<String> incidentState(long key) {
        return jdbc.sql("select state from incident where key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }
}
