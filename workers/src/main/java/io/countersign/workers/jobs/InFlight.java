package io.countersign.workers.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Work that has begun. A stop waits for it, while the ways to Zeebe and to the database are still open. */
@Component
public class InFlight implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    private final Phaser jobs = new Phaser(1);
    private final JobSettings settings;
    private volatile boolean running;
    private volatile boolean stopping;

    InFlight(JobSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("countersign.jobs.running", jobs, phaser -> phaser.getRegisteredParties() - 1)
                .description("Jobs and batches of mails that are running now")
                .register(meters);
    }

    public void begin() {
        jobs.register();
    }

    public void end() {
        jobs.arriveAndDeregister();
    }

    /** Whoever works in rounds begins no other one. */
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Runs after the workers have closed (they stop first, in the highest phase) and before the client does. */
    @Override
    public void stop() {
        running = false;
        stopping = true;
        int phase = jobs.arrive();
        try {
            jobs.awaitAdvanceInterruptibly(phase, settings.drain().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "stopped with {} jobs or mails unfinished; they will be done again", jobs.getUnarrivedParties(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
