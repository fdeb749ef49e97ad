package io.countersign.workers.jobs;

import java.time.Duration;

/** Waiting, so that a test needn't. */
@FunctionalInterface
public interface Pause {

    /** @return false where the thread was told to stop */
    boolean lasted(Duration duration);

    static Pause sleeping() {
        return duration -> {
            try {
                Thread.sleep(duration);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
