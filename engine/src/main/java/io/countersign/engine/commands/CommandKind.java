package io.countersign.engine.commands;

import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;

/** A command's kind, as the outbox keeps it. */
enum CommandKind {
    CREATE_INSTANCE(CreateInstance.class),
    CANCEL_INSTANCE(CancelInstance.class),
    COMPLETE_TASK(CompleteTask.class),
    RESOLVE_INCIDENT(ResolveIncident.class),
    SET_VARIABLES(SetVariables.class);

    private final Class<? extends EngineCommand> type;

    CommandKind(Class<? extends EngineCommand> type) {
        this.type = type;
    }

    Class<? extends EngineCommand> type() {
        return type;
    }

    static CommandKind of(EngineCommand command) {
        return switch (command) {
            case CreateInstance ignored -> CREATE_INSTANCE;
            case CancelInstance ignored -> CANCEL_INSTANCE;
            case CompleteTask ignored -> COMPLETE_TASK;
            case ResolveIncident ignored -> RESOLVE_INCIDENT;
            case SetVariables ignored -> SET_VARIABLES;
        };
    }
}
