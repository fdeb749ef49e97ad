package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as an operator sees it. */
@Service
public class CommandList {

    private final JdbcClient jdbc;
    private final Relay relay;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CommandList(JdbcClient jdbc, Relay relay, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.relay = relay;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One command. */
    public record Row(
            long id,
            String kind,
            String target,
            @Nullable Long processInstanceKey,
            State state,
            int attempts,
            @Nullable String outcome,
            @Nullable String detail,
            @Nullable String requestId,
            Instant createdAt,
            @Nullable Instant dueAt) {}

    /** The newest first, those before {@code before}. */
    public List<Row> find(State state, long before, int limit) {
        return jdbc.sql("""
                select id, kind, target, process_instance_key, state, attempts, outcome, detail, request_id, created_at,
                    case when finished_at is null then due_at end as due_at
                from engine_command where state = ? and id < ? order by id desc limit ?
                """)
                .params(state.name(), before, limit)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("target"),
                        row.getObject("process_instance_key", Long.class),
                        State.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getString("outcome"),
                        row.getString("detail"),
                        row.getString("request_id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("due_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    /** Has a dead command sent again; a start that may have been accepted is looked up first. */
    public void retry(Caller caller, long id) {
        try {
            transaction.executeWithoutResult(status -> {
                if (revive(id) == 0) {
                    throw Problem.conflict(
                            "wrong-state", "Not possible in this state", "There is no dead command " + id + ".");
                }
                audit.append(entry(caller, id));
            });
        } catch (DuplicateKeyException e) {
            throw Problem.conflict(
                    "already-on-its-way",
                    "Already on its way",
                    "A newer command does the same; there is nothing left to retry.");
        }
        relay.wake();
    }

    private int revive(long id) {
        return jdbc.sql("""
                update engine_command
                set state = case when kind = 'CREATE_INSTANCE' and maybe_accepted then 'AMBIGUOUS' else 'PENDING' end,
                    attempts = 0, backoffs = 0, due_at = :now, outcome = null, detail = null, finished_at = null,
                    conclusive_after = case when kind = 'CREATE_INSTANCE' and maybe_accepted then :now end
                where id = :id and state = 'DEAD'
                """)
                .param("now", CommandTable.utc(clock.instant()))
                .param("id", id)
                .update();
    }

    private AuditEntry entry(Caller caller, long id) {
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                "command.retried",
                "command",
                Long.toString(id),
                null,
                RequestId.current(),
                null,
                null,
                Map.of(),
                null);
    }
}
