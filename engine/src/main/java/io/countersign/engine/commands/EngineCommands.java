package io.countersign.engine.commands;

import java.time.Duration;
import java.time.Instant;
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
     * As {@link #submit(EngineCommand, String)}, but nothing is sent before then, so that it can be {@linkplain
     * #withdrawCompletion withdrawn}. It goes out within a poll interval of that moment, also after a restart.
     */
    long submit(EngineCommand command, @Nullable String requestId, Instant notBefore);

    /**
     * Takes back the completion of a task that the engine has not been told of; needs a running transaction. Of this and of
     * sending it exactly one happens.
     *
     * @return false where it is too late, or there is none
     */
    boolean withdrawCompletion(long taskKey);

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
