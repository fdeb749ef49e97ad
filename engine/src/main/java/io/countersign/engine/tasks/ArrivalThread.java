package io.countersign.engine.tasks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/** Hands arrivals over on this node: soon after this node has seen a task appear, and every few seconds what others left. */
@Component
class ArrivalThread implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ArrivalThread.class);
    private static final Duration POLL = Duration.ofSeconds(3);
    // nobody waits for a mail or a deadline, and a hundred tasks cost little more than one
    private static final Duration GATHER = Duration.ofMillis(200);

    private final HandOverArrivals handOver;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ArrivalThread(HandOverArrivals handOver, Arrivals arrivals, MeterRegistry meters) {
        this.handOver = handOver;
        Gauge.builder("countersign.arrivals.given.up", arrivals, Arrivals::givenUp)
                .description("Tasks for which a feature could not do what it does when a task appears")
                .register(meters);
    }

    @TransactionalEventListener(TasksArrived.class)
    void wake() {
        news.release();
    }

    @Override
    public void start() {
        Thread handing = Thread.ofPlatform().name("task-arrivals").daemon().unstarted(this::run);
        // before it runs: it goes on only for as long as it is the one
        thread = handing;
        handing.start();
    }

    @Override
    public void stop() {
        Thread handing = thread;
        thread = null;
        wake();
        if (handing != null) {
            try {
                handing.join(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                boolean more = handOver.handOver();
                if (!more && news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(GATHER);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException | TransactionException e) {
                log.warn("Tasks that have appeared can't be handed over, trying again: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                log.error("Tasks that have appeared can't be handed over, trying again", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
