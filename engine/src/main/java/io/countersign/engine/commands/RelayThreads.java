package io.countersign.engine.commands;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Runs the relay: one thread fetches, one writes outcomes. Starts before HTTP and stops after it. */
class RelayThreads implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RelayThreads.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final int BEFORE_HTTP = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final Relay relay;
    private final OutcomeWriter outcomes;
    private final EngineWindow window;
    private volatile boolean running;
    private List<Thread> threads = List.of();

    RelayThreads(Relay relay, OutcomeWriter outcomes, EngineWindow window) {
        this.relay = relay;
        this.outcomes = outcomes;
        this.window = window;
    }

    @Override
    public void start() {
        running = true;
        window.open();
        threads = List.of(
                Thread.ofPlatform().name("command-relay").daemon().start(() -> loop(this::fetch)),
                Thread.ofPlatform().name("command-outcomes").daemon().start(() -> loop(this::write)));
    }

    /** Waits a little for answers that are on their way; what is not answered then is found by its lease. */
    @Override
    public void stop() {
        window.close();
        var end = System.nanoTime() + LAST_ANSWERS.toNanos();
        while ((window.inFlight() > 0 || !outcomes.isIdle()) && System.nanoTime() < end) {
            pause();
        }
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running && threads.stream().allMatch(Thread::isAlive);
    }

    @Override
    public int getPhase() {
        return BEFORE_HTTP;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void fetch() throws InterruptedException {
        relay.sendDue();
        relay.awaitWork();
    }

    private void write() throws InterruptedException {
        outcomes.writeNext(TICK);
    }

    private void loop(Step step) {
        while (running) {
            try {
                step.run();
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                log.warn("The outbox can't be read, trying again: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                log.error("The relay stumbled, it goes on", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
