package io.countersign.engine.commands;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The outbox: writing commands, and taking what is due. */
@Repository
class CommandTable {

    private final JdbcClient jdbc;
    private final CommandCodec codec;

    CommandTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.codec = new CommandCodec(json);
    }

    /** Who holds a lease, and until when. */
    record Lease(String node, Instant until) {}

    /** @return the id, empty where such a command is open already */
    Optional<Long> insert(
            EngineCommand command, @Nullable String requestId, Instant now, Instant dueAt, @Nullable Lease lease) {
        return jdbc.sql("""
                insert into engine_command (kind, target, process_instance_key, payload, due_at, leased_by, leased_until,
                    sent_at, request_id, created_at)
                values (:kind, :target, :instance, :payload::json, :dueAt, :node, :until, :sentAt, :requestId, :now)
                on conflict (kind, target) where state in ('PENDING', 'AMBIGUOUS', 'HELD') do nothing
                returning id
                """)
                .param("kind", CommandKind.of(command).name())
                .param("target", command.target())
                .param("instance", command.processInstanceKey())
                .param("payload", codec.payload(command))
                .param("now", utc(now))
                .param("dueAt", utc(dueAt))
                .param("node", lease == null ? null : lease.node())
                .param("until", lease == null ? null : utc(lease.until()))
                .param("sentAt", lease == null ? null : utc(now))
                .param("requestId", requestId)
                .query(Long.class)
                .optional();
    }

    /**
     * Takes what is due, in one statement. Where the lease of another node ran out, the command may have been sent: a start
     * is then in doubt, everything else is harmless to repeat.
     */
    List<LeasedCommand> lease(int limit, Instant now, Lease lease, Duration settleAfter) {
        return jdbc.sql("""
                with due as (
                    select id, state = 'PENDING' and leased_by is not null as lost from engine_command
                    where state in ('PENDING', 'AMBIGUOUS') and due_at <= :now
                        and (leased_until is null or leased_until <= :now)
                    order by due_at, id
                    limit :limit
                    for update skip locked)
                update engine_command c
                set state = case when lost and kind = 'CREATE_INSTANCE' then 'AMBIGUOUS' else c.state end,
                    conclusive_after = case when lost and kind = 'CREATE_INSTANCE'
                        then c.sent_at + :settleSeconds * interval '1 second' else c.conclusive_after end,
                    maybe_accepted = c.maybe_accepted or lost,
                    sent_at = case when c.state = 'AMBIGUOUS' or (lost and kind = 'CREATE_INSTANCE') then c.sent_at else :now end,
                    leased_by = :node,
                    leased_until = :until
                from due
                where c.id = due.id
                returning c.id, c.kind, c.payload, c.request_id, c.state, c.attempts, c.backoffs, c.maybe_accepted,
                    c.created_at, c.sent_at, c.conclusive_after
                """)
                .param("limit", limit)
                .param("now", utc(now))
                .param("node", lease.node())
                .param("until", utc(lease.until()))
                .param("settleSeconds", settleAfter.toMillis() / 1000.0)
                .query(this::leased)
                .list();
    }

    /** @return whether there was such a command that no node has ever been at */
    boolean deleteUnsent(CommandKind kind, String target) {
        // whoever leases it at this moment holds the row: the condition is looked at again once he is done
        return jdbc.sql("""
                delete from engine_command
                where kind = :kind and target = :target and state = 'PENDING' and leased_by is null and sent_at is null
                """).param("kind", kind.name()).param("target", target).update() == 1;
    }

    /** Lets held commands go whose job has no open incident any more. */
    int release(Instant now) {
        return jdbc.sql("""
                update engine_command c set state = 'PENDING', due_at = :now
                where state = 'HELD' and due_at <= :now
                    and not exists (select from incident i where i.job_key = c.target::bigint and i.state = 'ACTIVE')
                """).param("now", utc(now)).update();
    }

    private LeasedCommand leased(ResultSet row, int number) throws SQLException {
        return new LeasedCommand(
                row.getLong("id"),
                codec.command(row.getString("kind"), row.getString("payload")),
                row.getString("request_id"),
                row.getString("state").equals("AMBIGUOUS"),
                row.getInt("attempts"),
                row.getInt("backoffs"),
                row.getBoolean("maybe_accepted"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("conclusive_after", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
