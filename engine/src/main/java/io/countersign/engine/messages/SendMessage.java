package io.countersign.engine.messages;

import io.countersign.engine.commands.VariableNames;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.processengine.CorrelatedMessage;
import io.countersign.engine.processengine.EngineMessage;
import io.countersign.engine.processengine.EngineProblems;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands messages to the engine, at once and once. A sender who gets no answer repeats a message safely by giving it an id:
 * the engine takes each id once while the message lives.
 */
@Service
public class SendMessage {

    private static final String RESERVED = "countersign";

    private final ProcessEngine engine;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    SendMessage(ProcessEngine engine, AuditTrail audit, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.engine = engine;
        this.audit = audit;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** A message as somebody wants it sent. */
    public record Message(
            String name,
            String correlationKey,
            @Nullable String messageId,
            Duration timeToLive,
            Map<String, @Nullable Object> variables,
            String tenantId) {}

    /** @return the message's key */
    public long publish(Caller caller, Message message) {
        var checked = checked(message);
        write(entry(caller, "message.publish-requested", message, Map.of()));
        return EngineProblems.await(engine.publishMessage(checked), "the message");
    }

    /** Publishes, and says which instance took it. */
    public CorrelatedMessage correlate(Caller caller, Message message) {
        var checked = checked(message);
        write(entry(caller, "message.correlate-requested", message, Map.of()));
        var correlated = EngineProblems.await(engine.correlateMessage(checked), "the message");
        write(entry(
                caller,
                "message.correlated",
                message,
                Map.of("processInstanceKey", Long.toString(correlated.processInstanceKey()))));
        return correlated;
    }

    private EngineMessage checked(Message message) {
        if (message.name().regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
            throw Problem.badRequest(
                    "reserved-name",
                    "Reserved name",
                    "Messages whose names start with \"" + RESERVED + "\" are Countersign's own.",
                    new FieldError("name", "is reserved"));
        }
        VariableNames.requireFit(message.variables().keySet());
        return new EngineMessage(
                message.name(),
                message.correlationKey(),
                message.messageId(),
                message.timeToLive(),
                json.writeValueAsString(message.variables()),
                message.tenantId());
    }

    private void write(AuditEntry entry) {
        transaction.executeWithoutResult(status -> audit.append(entry));
    }

    /** The correlation key may well name a person, so it is left out. */
    private AuditEntry entry(Caller caller, String action, Message message, Map<String, String> more) {
        var after = new LinkedHashMap<String, Object>(more);
        after.put("messageId", Objects.requireNonNullElse(message.messageId(), ""));
        var instance = more.get("processInstanceKey");
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                action,
                "message",
                message.name(),
                instance == null ? null : Long.valueOf(instance),
                RequestId.current(),
                null,
                json.writeValueAsString(after),
                Map.of(),
                null);
    }
}
