package io.countersign.engine.commands;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The backlog as gauges; one look at the outbox serves all of them. */
@Component
class BacklogMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(BacklogMetrics.class);
    private static final Duration KEEP = Duration.ofSeconds(2);

    private final CommandStatuses statuses;
    private final Clock clock;
    private CommandBacklog last = new CommandBacklog(0, 0, 0, Duration.ZERO);
    private Instant lookedAt = Instant.EPOCH;

    BacklogMetrics(CommandStatuses statuses, Clock clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "pending", "Commands on their way to the engine", CommandBacklog::pending);
        gauge(registry, "held", "Commands that wait for an incident to be resolved", CommandBacklog::held);
        gauge(registry, "dead", "Commands given up, waiting for an operator", CommandBacklog::dead);
        gauge(
                registry,
                "oldest.pending.seconds",
                "Age of the oldest command on its way",
                backlog -> backlog.oldestPending().toMillis() / 1000.0);
    }

    private void gauge(MeterRegistry registry, String name, String text, ToDoubleFunction<CommandBacklog> value) {
        Gauge.builder("countersign.commands." + name, this, it -> value.applyAsDouble(it.look()))
                .description(text)
                .register(registry);
    }

    private synchronized CommandBacklog look() {
        var now = clock.instant();
        if (lookedAt.plus(KEEP).isBefore(now)) {
            try {
                last = statuses.backlog();
            } catch (DataAccessException e) {
                log.debug("The backlog can't be read", e);
            }
            lookedAt = now;
        }
        return last;
    }
}
