package io.countersign.engine.incidents;

import io.countersign.engine.commands.CommandAlreadyOpen;
import io.countersign.engine.commands.CommandAnswers;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Has the engine try again what an incident stopped. Returns once the engine has done it. */
@Service
public class ResolveIncidents {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final EngineCommands commands;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    ResolveIncidents(
            EngineCommands commands, AuditTrail audit, TransactionTemplate transaction, JdbcClient jdbc, Clock clock) {
        this.commands = commands;
        this.audit = audit;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Incident(ResolveIncident command, String state) {}

    /** Resolves it; where it has a job without retries, the job gets one first. */
    public void resolve(Caller caller, long incidentKey) {
        var incident = find(incidentKey);
        if (incident.state().equals("RESOLVED")) {
            throw Problem.conflict(
                    "wrong-state", "Not possible in this state", "Incident " + incidentKey + " is resolved already.");
        }
        CommandAnswers.requireDone(commands.await(submit(caller, incident), ANSWER_WITHIN), "incident " + incidentKey);
    }

    private Incident find(long incidentKey) {
        return jdbc.sql("""
                select i.process_instance_key, i.job_key, i.state, greatest(1, coalesce(j.retries, 1)) as retries
                from incident i left join job j on j.key = i.job_key where i.key = ?
                """)
                .param(incidentKey)
                .query((row, number) -> new Incident(
                        new ResolveIncident(
                                incidentKey,
                                row.getObject("job_key", Long.class),
                                row.getInt("retries"),
                                row.getLong("process_instance_key")),
                        row.getString("state")))
                .optional()
                .orElseThrow(
                        () -> Problem.notFound("not-found", "Not found", "There is no incident " + incidentKey + "."));
    }

    private long submit(Caller caller, Incident incident) {
        try {
            return transaction.execute(status -> {
                audit.append(entry(caller, incident.command()));
                return commands.submit(incident.command(), RequestId.current());
            });
        } catch (CommandAlreadyOpen e) {
            throw Problem.conflict(
                    "already-on-its-way",
                    "Already on its way",
                    "Incident %s is being resolved already."
                            .formatted(incident.command().target()));
        }
    }

    private AuditEntry entry(Caller caller, ResolveIncident command) {
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                "incident.resolve-requested",
                "incident",
                command.target(),
                command.processInstanceKey(),
                RequestId.current(),
                null,
                null,
                Map.of(),
                null);
    }
}
