package io.countersign.engine.commands;

import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.processengine.CreatedInstance;
import io.countersign.engine.processengine.Done;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineAnswer.Failed;
import io.countersign.engine.processengine.EngineAnswer.Ok;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.processes.ReservedVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns a command into the engine's requests; answers with what the outbox keeps as the result. */
class CommandSender {

    private final ProcessEngine engine;
    private final JsonMapper json;

    CommandSender(ProcessEngine engine, JsonMapper json) {
        this.engine = engine;
        this.json = json;
    }

    CompletionStage<EngineAnswer<Map<String, @Nullable Object>>> send(EngineCommand command) {
        return switch (command) {
            case CreateInstance create ->
                engine.createInstance(
                                create.processDefinitionKey(),
                                create.tenantId(),
                                with(create.variables(), ReservedVariables.START_ID, create.startId()))
                        .thenApply(answer -> map(answer, CommandSender::created));
            case CancelInstance(var key) -> engine.cancelInstance(key).thenApply(CommandSender::done);
            case CompleteTask complete -> complete(complete).thenApply(CommandSender::done);
            case ResolveIncident resolve -> resolve(resolve).thenApply(CommandSender::done);
            case SetVariables set ->
                engine.setVariables(set.elementInstanceKey(), json.writeValueAsString(set.variables()), set.local())
                        .thenApply(CommandSender::done);
        };
    }

    private CompletionStage<EngineAnswer<Done>> complete(CompleteTask command) {
        var variables = with(command.variables(), ReservedVariables.DECISION_ID, command.decisionId());
        return switch (command.kind()) {
            case JOB -> engine.completeJob(command.taskKey(), variables);
            case NATIVE -> engine.completeUserTask(command.taskKey(), variables);
        };
    }

    private CompletionStage<EngineAnswer<Done>> resolve(ResolveIncident command) {
        if (command.jobKey() == null) {
            return engine.resolveIncident(command.incidentKey());
        }
        return engine.updateJobRetries(command.jobKey(), command.retries()).thenCompose(answer -> switch (answer) {
            case Ok<Done> ignored -> engine.resolveIncident(command.incidentKey());
            case Failed<Done> failed -> CompletableFuture.completedStage(failed);
        });
    }

    private String with(Map<String, @Nullable Object> variables, String name, Object value) {
        var all = new LinkedHashMap<>(variables);
        all.put(name, value.toString());
        return json.writeValueAsString(all);
    }

    private static Map<String, @Nullable Object> created(CreatedInstance instance) {
        return Map.of("processInstanceKey", instance.processInstanceKey());
    }

    private static EngineAnswer<Map<String, @Nullable Object>> done(EngineAnswer<Done> answer) {
        return map(answer, ignored -> Map.of());
    }

    private static <T, R> EngineAnswer<R> map(EngineAnswer<T> answer, Function<T, R> value) {
        return switch (answer) {
            case Ok<T>(var it) -> EngineAnswer.ok(value.apply(it));
            case Failed<T>(var failure) -> EngineAnswer.failed(failure);
        };
    }
}
