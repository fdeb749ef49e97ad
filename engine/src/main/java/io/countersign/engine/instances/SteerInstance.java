package io.countersign.engine.instances;

import io.countersign.engine.commands.CommandAlreadyOpen;
import io.countersign.engine.commands.CommandAnswers;
import io.countersign.engine.commands.EngineCommand;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.commands.VariableNames;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does to a running instance. Returns once the engine has done it. */
@Service
public class SteerInstance {

    private final EngineCommands commands;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final InstanceSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    SteerInstance(
            EngineCommands commands,
            AuditTrail audit,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            InstanceSettings settings,
            JsonMapper json,
            Clock clock) {
        this.commands = commands;
        this.audit = audit;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Cancels an instance and everything it called. */
    public void cancel(Caller caller, long processInstanceKey) {
        var key = Long.toString(processInstanceKey);
        run(
                new CancelInstance(processInstanceKey),
                entry(caller, "process-instance.cancel-requested", "process-instance", key, processInstanceKey, null),
                "process instance " + key);
    }

    /**
     * Sets variables of an element instance, or of a process instance itself.
     *
     * @param local at that very scope, else where the variable is, from there upwards
     */
    public void setVariables(
            Caller caller, long elementInstanceKey, Map<String, @Nullable Object> variables, boolean local) {
        VariableNames.requireFit(variables.keySet());
        var key = Long.toString(elementInstanceKey);
        var instance = instanceOf(elementInstanceKey);
        run(
                new SetVariables(elementInstanceKey, instance, variables, local),
                entry(
                        caller,
                        "variables.change-requested",
                        "element-instance",
                        key,
                        instance,
                        // the values may be personal, the read model's audit has their change
                        json.writeValueAsString(Map.of("names", List.copyOf(variables.keySet()), "local", local))),
                "element instance " + key);
    }

    private long instanceOf(long elementInstanceKey) {
        return jdbc.sql("""
                select process_instance_key from element_instance where key = :key
                union all select key from process_instance where key = :key limit 1
                """)
                .param("key", elementInstanceKey)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound(
                        "not-found",
                        "Not found",
                        "There is no element instance or process instance " + elementInstanceKey + "."));
    }

    private void run(EngineCommand command, AuditEntry entry, String what) {
        long id;
        try {
            id = transaction.execute(status -> {
                audit.append(entry);
                return commands.submit(command, RequestId.current());
            });
        } catch (CommandAlreadyOpen e) {
            throw Problem.conflict(
                    "already-on-its-way",
                    "Already on its way",
                    "The same was asked for " + what + " a moment ago and is still being done.");
        }
        CommandAnswers.requireDone(commands.await(id, settings.answerWithin()), what);
    }

    private AuditEntry entry(
            Caller caller,
            String action,
            String objectType,
            String objectId,
            long processInstanceKey,
            @Nullable String after) {
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                action,
                objectType,
                objectId,
                processInstanceKey,
                RequestId.current(),
                null,
                after,
                Map.of(),
                null);
    }
}
