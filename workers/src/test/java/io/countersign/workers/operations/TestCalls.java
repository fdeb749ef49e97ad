package io.countersign.workers.operations;

import io.countersign.workers.expressions.MapResults;
import io.countersign.workers.jobs.Pause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All that makes calls, without Spring. */
final class TestCalls implements AutoCloseable {

    final List<Execution> executions = new ArrayList<>();
    final Map<String, String> secrets = new HashMap<>();

    private final Clock clock;
    private final Map<String, OperationSettings.Target> settings = new HashMap<>();
    private @Nullable Targets targets;

    TestCalls(Clock clock) {
        this.clock = clock;
    }

    TestCalls target(String name, OperationSettings.Target target) {
        settings.put(name, target);
        return this;
    }

    TestCalls secret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    Targets targets() {
        Targets built = targets;
        if (built == null) {
            built = new Targets(
                    new OperationSettings(settings), this::secret, clock, Pause.sleeping(), new SimpleMeterRegistry());
            targets = built;
        }
        return built;
    }

    private @Nullable CallTarget callTarget;

    /** The same every time: it keeps tokens. */
    CallTarget callTarget() {
        CallTarget built = callTarget;
        if (built == null) {
            built = new CallTarget(
                    targets(),
                    new PrepareCall(clock),
                    new SendCall(targets(), new Tokens(clock)),
                    new ReadAnswer(MapResults.withFeel(), clock),
                    this::secret,
                    (job, execution) -> executions.add(execution),
                    clock);
            callTarget = built;
        }
        return built;
    }

    CallByAddress callByAddress() {
        return new CallByAddress(targets(), callTarget(), this::secret);
    }

    private Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    static Operation operation(
            String target,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable JsonNode body,
            Map<String, String> errors) {
        return new Operation(
                target, method, path, Map.of(), Map.copyOf(headers), body, null, null, null, "response", errors);
    }

    @Override
    public void close() {
        if (targets != null) {
            targets.close();
        }
    }
}
