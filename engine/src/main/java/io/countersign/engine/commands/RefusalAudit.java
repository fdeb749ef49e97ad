package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down what the engine did not do. What it said may hold personal values, so that stays with the command. */
@Component
class RefusalAudit implements CommandFinished {

    private static final Logger log = LoggerFactory.getLogger(RefusalAudit.class);

    private final AuditTrail audit;
    private final Clock clock;

    RefusalAudit(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void finished(List<Finished> commands) {
        var refused = commands.stream()
                .filter(command -> command.status().state() != State.DONE)
                .toList();
        refused.stream()
                .filter(command -> command.status().state() == State.DEAD)
                .forEach(command -> log.error(
                        "Command {} is given up, an operator has to look at it: {}",
                        command.status().id(),
                        command.status().detail()));
        audit.append(refused.stream().map(this::entry).toList());
    }

    private AuditEntry entry(Finished finished) {
        var status = finished.status();
        var outcome = Optional.ofNullable(status.outcome()).map(Enum::name).orElse("");
        return new AuditEntry(
                clock.instant(),
                Actor.ENGINE,
                null,
                "command." + status.state().name().toLowerCase(Locale.ROOT),
                "command",
                Long.toString(status.id()),
                finished.command().processInstanceKey(),
                finished.requestId(),
                null,
                "{\"kind\":\"%s\",\"target\":\"%s\",\"outcome\":\"%s\"}"
                        .formatted(
                                CommandKind.of(finished.command()),
                                finished.command().target(),
                                outcome),
                Map.of(),
                null);
    }
}
