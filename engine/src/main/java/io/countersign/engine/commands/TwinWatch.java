package io.countersign.engine.commands;

import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after starts that were sent more than once. Where two instances came of one all the same, the one whose key was
 * answered stays, else the older; the others are cancelled, and the audit says so.
 */
@Component
class TwinWatch {

    private static final Logger log = LoggerFactory.getLogger(TwinWatch.class);
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final EngineCommands commands;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TwinWatch(
            JdbcClient jdbc, EngineCommands commands, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Twin(UUID startId, long key, long keeps) {}

    @Scheduled(fixedDelayString = "${countersign.commands.twin-watch-interval:5s}")
    void cancelTwins() {
        twins().forEach(this::cancel);
    }

    private List<Twin> twins() {
        return jdbc.sql("""
                select start_id, key, keeps from (
                    select p.start_id, p.key, p.state, first_value(p.key) over (
                        partition by p.start_id
                        order by (p.key is not distinct from s.process_instance_key) desc, p.started_at, p.key) as keeps
                    from engine_command c
                    join process_instance p on p.start_id = c.target::uuid
                    left join start_request s on s.id = p.start_id
                    where c.kind = 'CREATE_INSTANCE' and c.maybe_accepted and c.created_at > ?) twin
                where key <> keeps and state = 'ACTIVE'
                """)
                .param(CommandTable.utc(clock.instant().minus(LOOK_BACK)))
                .query((row, number) ->
                        new Twin(row.getObject("start_id", UUID.class), row.getLong("key"), row.getLong("keeps")))
                .list();
    }

    private void cancel(Twin twin) {
        try {
            transaction.executeWithoutResult(status -> {
                commands.submit(new CancelInstance(twin.key()), null);
                audit.append(entry(twin));
            });
            log.warn(
                    "Start {} made two instances; {} is cancelled, {} stays", twin.startId(), twin.key(), twin.keeps());
        } catch (CommandAlreadyOpen e) {
            log.debug("Twin {} is being cancelled already", twin.key());
        }
    }

    private AuditEntry entry(Twin twin) {
        return new AuditEntry(
                clock.instant(),
                Actor.system("relay"),
                null,
                "process-instance.twin-cancelled",
                "process-instance",
                Long.toString(twin.key()),
                twin.key(),
                null,
                null,
                "{\"startId\":\"%s\",\"keeps\":\"%d\"}".formatted(twin.startId(), twin.keeps()),
                Map.of(),
                null);
    }
}
