package io.countersign.standalone;

import io.countersign.embedded.EmbeddedException;
import io.countersign.embedded.RunningPart;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a part running: when it ends without having been asked to, it is started again, after ever longer pauses. Can be
 * closed at any moment, also while the part is starting.
 */
final class Supervised<P extends RunningPart> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<P> start;
    private final Runnable endProcess;
    private final Console console;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable P part;

    /** @param endProcess ends the process by what is recorded of it, which works from the moment it exists */
    Supervised(String name, Supplier<P> start, Runnable endProcess, Console console) {
        this.name = name;
        this.start = start;
        this.endProcess = endProcess;
        this.console = console;
    }

    /** The first start, which must succeed. */
    P start() {
        var started = startOnce();
        Thread.ofVirtual().name("watch-" + name).start(() -> watch(started));
        return started;
    }

    private P startOnce() {
        starting.lock();
        try {
            if (isStopping()) {
                throw new CannotStartException("Stopped while starting");
            }
            var started = start.get();
            part = started;
            return started;
        } finally {
            starting.unlock();
        }
    }

    private void watch(P first) {
        for (@Nullable P watched = first; watched != null; ) {
            long since = System.nanoTime();
            int code = watched.onExit().join();
            if (isStopping()) {
                return;
            }
            console.report(name + " has ended unexpectedly (code " + code + "), starting it again");
            LOG.warn("{} has ended unexpectedly with code {}", name, code);
            boolean lived = System.nanoTime() - since > Duration.ofMinutes(1).toNanos();
            watched = restart(lived ? Duration.ofMillis(100) : Duration.ofSeconds(1));
        }
    }

    private @Nullable P restart(Duration firstPause) {
        for (var pause = firstPause; sleep(pause); pause = longer(pause)) {
            try {
                var restarted = startOnce();
                console.report(name + " is back");
                return restarted;
            } catch (EmbeddedException e) {
                LOG.error("{} could not be started again", name, e);
                console.report(name + " could not be started again: " + e.getMessage());
            } catch (CannotStartException stopped) {
                return null;
            }
        }
        return null;
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private boolean sleep(Duration pause) {
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    @Override
    public void close() {
        stopping.countDown();
        while (!startIsOver()) {
            endProcess.run();
        }
        var running = part;
        if (running != null) {
            running.stop();
        }
    }

    private boolean startIsOver() {
        try {
            if (starting.tryLock(200, TimeUnit.MILLISECONDS)) {
                starting.unlock();
                return true;
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
