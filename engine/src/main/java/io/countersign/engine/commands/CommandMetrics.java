package io.countersign.engine.commands;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** Counts outcomes and measures how long commands took from being asked for to being known. */
class CommandMetrics {

    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void written(Judged judged, Instant now) {
        var kind = CommandKind.of(judged.leased().command()).name();
        if (judged.status().outcome() == null) {
            registry.counter(
                            "countersign.commands.deferred",
                            "kind",
                            kind,
                            "state",
                            judged.status().state().name())
                    .increment();
        } else {
            Timer.builder("countersign.commands.finished")
                    .description("Commands to the engine whose outcome is known, and how long that took")
                    .tags("kind", kind, "outcome", judged.status().outcome().name())
                    .register(registry)
                    .record(Duration.between(judged.leased().createdAt(), now));
        }
    }
}
