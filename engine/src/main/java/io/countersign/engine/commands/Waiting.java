package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who on this node waits for which command, and what was heard of the last few. */
class Waiting {

    private static final int KEEP = 10_000;

    private final Map<Long, Heard> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Heard> eldest) {
            return size() > KEEP;
        }
    };

    /** @param expected this node sends the command, so it will hear */
    private record Heard(CompletableFuture<CommandStatus> future, boolean expected) {
        Heard(boolean expected) {
            this(new CompletableFuture<>(), expected);
        }
    }

    synchronized void expect(long commandId) {
        entries.putIfAbsent(commandId, new Heard(true));
    }

    synchronized boolean isExpected(long commandId) {
        var entry = entries.get(commandId);
        return entry != null && entry.expected();
    }

    synchronized CompletableFuture<CommandStatus> of(long commandId) {
        return entries.computeIfAbsent(commandId, id -> new Heard(false)).future();
    }

    void tell(CommandStatus status) {
        if (status.state() != State.PENDING && status.state() != State.AMBIGUOUS) {
            take(status).complete(status);
        }
    }

    private synchronized CompletableFuture<CommandStatus> take(CommandStatus status) {
        // a held command goes on later: whoever asks again looks again
        var entry = status.state() == State.HELD ? entries.remove(status.id()) : entries.get(status.id());
        return entry == null ? new CompletableFuture<>() : entry.future();
    }
}
