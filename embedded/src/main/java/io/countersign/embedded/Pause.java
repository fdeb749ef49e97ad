package io.countersign.embedded;

import java.util.concurrent.TimeUnit;

/** Waiting between two looks at a child that is starting. */
final class Pause {

    private Pause() {}

    static void briefly() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while waiting for a child to start", e);
        }
    }
}
