package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.CommandTable.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes commands, hands them to the relay after commit, and knows what became of them. */
class OutboxCommands implements EngineCommands {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final CommandTable table;
    private final CommandStatuses statuses;
    private final Relay relay;
    private final Waiting waiting;
    private final InstantSource clock;

    OutboxCommands(CommandTable table, CommandStatuses statuses, Relay relay, Waiting waiting, InstantSource clock) {
        this.table = table;
        this.statuses = statuses;
        this.relay = relay;
        this.waiting = waiting;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long submit(EngineCommand command, @Nullable String requestId) {
        var now = clock.instant();
        var lease = relay.tryLease();
        var id = insert(command, requestId, now, lease);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                afterTransaction(status, id, command, requestId, now, lease);
            }
        });
        return id;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public long submit(EngineCommand command, @Nullable String requestId, Instant notBefore) {
        // nobody needs to be woken: the relay looks for what has become due anyway
        return table.insert(command, requestId, clock.instant(), notBefore, null)
                .orElseThrow(() -> new CommandAlreadyOpen(command.target()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdrawCompletion(long taskKey) {
        return table.deleteUnsent(CommandKind.COMPLETE_TASK, Long.toString(taskKey));
    }

    private long insert(EngineCommand command, @Nullable String requestId, Instant now, @Nullable Lease lease) {
        var inserted = false;
        try {
            var id = table.insert(command, requestId, now, now, lease)
                    .orElseThrow(() -> new CommandAlreadyOpen(command.target()));
            inserted = true;
            return id;
        } finally {
            if (!inserted && lease != null) {
                relay.forget();
            }
        }
    }

    private void afterTransaction(
            int status,
            long id,
            EngineCommand command,
            @Nullable String requestId,
            Instant now,
            @Nullable Lease lease) {
        if (lease == null) {
            relay.wake();
        } else if (status == TransactionSynchronization.STATUS_COMMITTED) {
            waiting.expect(id);
            relay.handOver(new LeasedCommand(id, command, requestId, false, 0, 0, false, now, now, null));
        } else {
            relay.forget();
        }
    }

    @Override
    public CommandStatus await(long commandId, Duration atMost) {
        requireNoTransaction();
        var end = System.nanoTime() + atMost.toNanos();
        var local = waiting.isExpected(commandId);
        var heard = waiting.of(commandId);
        while (true) {
            // what this node sends it hears of; of the rest it has to look
            if (!local) {
                var known = find(commandId);
                if (isSettled(known) || System.nanoTime() >= end) {
                    return known;
                }
            }
            var left = Math.min(LOOK_EVERY.toNanos(), end - System.nanoTime());
            var status = get(heard, Math.max(0, left));
            if (status != null) {
                return status;
            }
            local = false;
        }
    }

    @Override
    public Optional<CommandStatus> awaitStart(UUID startId, Duration atMost) {
        requireNoTransaction();
        return statuses.newest(CommandKind.CREATE_INSTANCE, startId.toString()).map(id -> await(id, atMost));
    }

    @Override
    public Map<Long, CommandStatus> ofTasks(Collection<Long> taskKeys) {
        return statuses.ofTasks(taskKeys);
    }

    @Override
    public CommandBacklog backlog() {
        return statuses.backlog();
    }

    /** Said without Propagation.NEVER: under that, a connection stays with the thread from its first query to the end of the wait. */
    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("what a transaction has not committed, the engine is not told");
        }
    }

    private CommandStatus find(long commandId) {
        return statuses.find(commandId)
                .orElseThrow(() -> new IllegalArgumentException("there is no command " + commandId));
    }

    private static boolean isSettled(CommandStatus status) {
        return status.state() != State.PENDING && status.state() != State.AMBIGUOUS;
    }

    private static @Nullable CommandStatus get(CompletableFuture<CommandStatus> heard, long nanos) {
        try {
            return heard.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the engine", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
