package io.countersign.engine.commands;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outbox to the engine. A command is written in the transaction of the change that wants it and sent after commit. */
public interface EngineCommands {

    /**
     * Writes the command; needs a running transaction.
     *
     * @return the command's id
     * @throws CommandAlreadyOpen where the same kind of command is open for the same target
     */
    long submit(EngineCommand command, @Nullable String requestId);

    /**
     * Waits, outside any transaction, until the command's outcome is known, it is held, or {@code atMost} has passed; then
     * says what is known.
     */
    CommandStatus await(long commandId, Duration atMost);

    /** Waits as {@link #await} does for the command that starts {@code startId}; empty where there is none any more. */
    Optional<CommandStatus> awaitStart(UUID startId, Duration atMost);

    /** The newest command of each task, by task key; tasks without one are left out. */
    Map<Long, CommandStatus> ofTasks(Collection<Long> taskKeys);

    CommandBacklog backlog();
}
