package io.countersign.engine.mailapproval;

import io.countersign.engine.mailapproval.DecisionLink.Use;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.tasks.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The links that were sent; what they carry is not kept. */
@Repository
class DecisionLinks {

    private final JdbcClient jdbc;

    DecisionLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false where this person was sent a link for this task before */
    boolean add(DecisionLink link, Instant now) {
        return jdbc.sql("""
                        insert into decision_link (id, task_key, process_instance_key, username, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (task_key, username) do nothing
                        """)
                        .params(
                                link.id(),
                                link.taskKey(),
                                link.processInstanceKey(),
                                link.username(),
                                now.atOffset(ZoneOffset.UTC),
                                link.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<DecisionLink> find(UUID id) {
        return jdbc.sql("select * from decision_link where id = ?")
                .param(id)
                .query(DecisionLinks::read)
                .optional();
    }

    void use(DecisionLink link, Use use) {
        jdbc.sql("update decision_link set used_at = ?, outcome = ? where id = ?")
                .params(use.at().atOffset(ZoneOffset.UTC), use.outcome().word(), link.id())
                .update();
    }

    /** Those of open tasks stay, or their people would get another mail. */
    int forgetExpiredBefore(Instant before) {
        return jdbc.sql("""
                        delete from decision_link l where expires_at < ?
                            and not exists (select from task t where t.key = l.task_key and t.state = 'OPEN')
                        """).param(before.atOffset(ZoneOffset.UTC)).update();
    }

    private static DecisionLink read(ResultSet row, int number) throws SQLException {
        Instant usedAt = Columns.time(row, "used_at");
        return new DecisionLink(
                row.getObject("id", UUID.class),
                row.getLong("task_key"),
                row.getLong("process_instance_key"),
                row.getString("username"),
                Objects.requireNonNull(Columns.time(row, "expires_at")),
                usedAt == null
                        ? null
                        : new Use(Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)), usedAt));
    }
}
