package io.countersign.engine.commands;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Down when the relay does not run; what waits or was given up is said, and is an operator's case, not this node's. */
@Component("commands")
class CommandsHealth extends AbstractHealthIndicator {

    private final RelayThreads threads;
    private final CommandStatuses statuses;

    CommandsHealth(RelayThreads threads, CommandStatuses statuses) {
        super("the outbox can't be read");
        this.threads = threads;
        this.statuses = statuses;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var backlog = statuses.backlog();
        (threads.isRunning() ? builder.up() : builder.down())
                .withDetail("pending", backlog.pending())
                .withDetail("held", backlog.held())
                .withDetail("dead", backlog.dead())
                .withDetail("oldestPendingSeconds", backlog.oldestPending().toSeconds());
    }
}
