package io.countersign.engine.console;

import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.console.SystemState.PartitionState;
import io.countersign.engine.console.SystemState.RelayState;
import io.countersign.engine.console.SystemState.ZeebeState;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineTopology;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.engine.recordstream.RecordStreamStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Says how the system is. */
@Component
public class InspectSystem {

    private static final int PATIENCE_SECONDS = 2;

    private final RecordStreamStatus stream;
    private final EngineCommands commands;
    private final ProcessEngine engine;

    InspectSystem(RecordStreamStatus stream, EngineCommands commands, ProcessEngine engine) {
        this.stream = stream;
        this.commands = commands;
        this.engine = engine;
    }

    public SystemState inspect() {
        CompletableFuture<ZeebeState> zeebe = engine.topology()
                .thenApply(InspectSystem::state)
                .toCompletableFuture()
                .completeOnTimeout(new ZeebeState(false, null), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new SystemState(
                stream.node(),
                stream.partitions().stream().map(PartitionState::from).toList(),
                RelayState.from(commands.backlog()),
                stream.deadLetters(),
                zeebe.join());
    }

    private static ZeebeState state(EngineAnswer<EngineTopology> answer) {
        return switch (answer) {
            case EngineAnswer.Ok<EngineTopology>(var topology) -> new ZeebeState(true, topology.gatewayVersion());
            case EngineAnswer.Failed<EngineTopology> failed -> new ZeebeState(false, null);
        };
    }
}
