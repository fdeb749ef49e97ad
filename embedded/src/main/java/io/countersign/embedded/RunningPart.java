package io.countersign.embedded;

import java.util.concurrent.CompletableFuture;

/** A real part that runs as our child. */
public sealed interface RunningPart extends AutoCloseable permits PostgresServer, ZeebeBroker {

    long pid();

    /** Completes with the exit code when the part has ended, for whatever reason. */
    CompletableFuture<Integer> onExit();

    /** An orderly end; the next start reads the same data. */
    void stop();

    /** SIGKILL for the part and everything it has started: a crash. */
    void kill();

    @Override
    default void close() {
        stop();
    }
}
