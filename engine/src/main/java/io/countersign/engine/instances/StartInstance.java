package io.countersign.engine.instances;

import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.commands.VariableNames;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.StartRequests.StartRequest;
import io.countersign.engine.web.Idempotency;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts instances, each once: the same caller with the same key and the same body gets the first answer, also while it is
 * still being found out, and also after the instance has ended.
 */
@Service
public class StartInstance {

    private final Startable startable;
    private final StartRequests requests;
    private final EngineCommands commands;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final List<StartAccepted> listeners;
    private final InstanceSettings settings;
    private final JsonMapper json;
    private final Idempotency idempotency;
    private final Clock clock;

    StartInstance(
            Startable startable,
            StartRequests requests,
            EngineCommands commands,
            AuditTrail audit,
            TransactionTemplate transaction,
            List<StartAccepted> listeners,
            InstanceSettings settings,
            JsonMapper json,
            Clock clock) {
        this.startable = startable;
        this.requests = requests;
        this.commands = commands;
        this.audit = audit;
        this.transaction = transaction;
        this.listeners = listeners;
        this.settings = settings;
        this.json = json;
        this.idempotency = new Idempotency(json);
        this.clock = clock;
    }

    /**
     * Starts what is asked for and waits for the instance.
     *
     * @throws Problem where it can't be started, or has not been heard of in time
     */
    public StartedInstance start(Caller caller, @Nullable String idempotencyKey, NewStart start) {
        requireFit(start);
        var hash = idempotency.hash(start.body());
        if (idempotencyKey != null) {
            // before the process is looked up: it may have been deleted since the first answer
            var first = requests.find(caller, idempotencyKey);
            if (first.isPresent()) {
                return repeat(first.get(), hash);
            }
        }
        var definition = startable.of(start);
        var id = UUID.randomUUID();
        var command = transaction.execute(status -> {
            if (!requests.insert(id, caller, idempotencyKey, hash, definition, start.businessKey(), clock.instant())) {
                return Optional.<Long>empty();
            }
            audit.append(entry(id, caller, definition));
            listeners.forEach(listener -> listener.accepted(caller, idempotencyKey, id));
            return Optional.of(commands.submit(
                    new CreateInstance(id, definition.key(), definition.tenantId(), start.variables()),
                    RequestId.current()));
        });
        if (command.isPresent()) {
            var known = new StartRequest(
                    id,
                    hash,
                    definition.key(),
                    definition.processId(),
                    definition.version(),
                    definition.tenantId(),
                    start.businessKey(),
                    null,
                    null);
            return answer(known, commands.await(command.get(), settings.answerWithin()), idempotencyKey != null);
        }
        // the same key came in at the same moment
        return repeat(requests.find(caller, String.valueOf(idempotencyKey)).orElseThrow(), hash);
    }

    private StartedInstance repeat(StartRequest first, String hash) {
        if (!hash.equals(first.bodyHash())) {
            throw Idempotency.reused();
        }
        if (first.processInstanceKey() != null || first.failure() != null) {
            return StartAnswers.of(first, json);
        }
        var status = commands.awaitStart(first.id(), settings.answerWithin());
        return status.isPresent()
                ? answer(first, status.get(), true)
                : StartAnswers.of(requests.find(first.id()).orElseThrow(), json);
    }

    private StartedInstance answer(StartRequest request, CommandStatus status, boolean hasKey) {
        return switch (status.state()) {
            case DONE ->
                status.result().get("processInstanceKey") instanceof Number key
                        ? StartAnswers.started(request, key.longValue())
                        : StartAnswers.of(requests.find(request.id()).orElseThrow(), json);
            case REFUSED, DEAD -> throw StartAnswers.refused(status.outcome(), status.detail());
            case PENDING, AMBIGUOUS, HELD -> throw StartAnswers.stillUnknown(hasKey);
        };
    }

    private void requireFit(NewStart start) {
        VariableNames.requireFit(start.variables().keySet());
        var size = json.writeValueAsBytes(start.variables()).length;
        var limit = settings.maxVariables().toBytes();
        if (size > limit) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "variables-too-large",
                    "The variables are too large",
                    "They take %d bytes, at most %d are taken. Keep large things elsewhere and pass a reference."
                            .formatted(size, limit),
                    List.of());
        }
    }

    private AuditEntry entry(UUID id, Caller caller, Startable.Definition definition) {
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                "start-request.accepted",
                "start-request",
                id.toString(),
                null,
                RequestId.current(),
                null,
                json.writeValueAsString(Map.of(
                        "processId", definition.processId(),
                        "version", definition.version(),
                        "processDefinitionKey", Long.toString(definition.key()))),
                Map.of(),
                null);
    }
}
