package io.countersign.engine.instances;

import io.countersign.engine.commands.CommandFinished;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.instances.StartRequests.Answered;
import io.countersign.engine.instances.StartRequests.Result;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps with a start request what came of it, and says in the instance's audit who asked for it. */
@Component
class StartOutcomes implements CommandFinished {

    private final StartRequests requests;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    StartOutcomes(StartRequests requests, AuditTrail audit, JsonMapper json, Clock clock) {
        this.requests = requests;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void finished(List<Finished> commands) {
        var results = commands.stream().flatMap(this::result).toList();
        if (results.isEmpty()) {
            return;
        }
        var answered = requests.answered(results);
        audit.append(answered.stream()
                .filter(it -> it.processInstanceKey() != 0)
                .map(this::entry)
                .toList());
    }

    private Stream<Result> result(Finished finished) {
        if (!(finished.command() instanceof CreateInstance create)) {
            return Stream.empty();
        }
        var status = finished.status();
        return Stream.of(
                status.state() == State.DONE
                        ? new Result(create.startId(), key(status.result()), null)
                        : new Result(
                                create.startId(), null, StartAnswers.failure(status.outcome(), status.detail(), json)));
    }

    private static @Nullable Long key(Map<String, @Nullable Object> result) {
        return result.get("processInstanceKey") instanceof Number key ? key.longValue() : null;
    }

    private AuditEntry entry(Answered request) {
        return new AuditEntry(
                clock.instant(),
                actor(request.caller()),
                null,
                "process-instance.requested",
                "process-instance",
                Long.toString(request.processInstanceKey()),
                request.processInstanceKey(),
                null,
                null,
                json.writeValueAsString(Map.of("startId", request.id().toString())),
                Map.of(),
                null);
    }

    private static Actor actor(String caller) {
        var name = caller.substring(caller.indexOf(':') + 1);
        return caller.startsWith("user:") ? Actor.person(name) : Actor.system(name);
    }
}
