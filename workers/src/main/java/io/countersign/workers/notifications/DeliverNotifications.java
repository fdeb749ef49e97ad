package io.countersign.workers.notifications;

import io.countersign.workers.jobs.InFlight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sees that queued mails are delivered, over as many connections as are worth it: another one is opened as soon as a whole batch was due for
 * the last. A connection that hangs keeps nobody waiting but its own batch.
 */
@Component
class DeliverNotifications implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverNotifications.class);

    private final Notifications notifications;
    private final DeliverBatch deliverBatch;
    private final Clock clock;
    private final InFlight inFlight;
    private final NotificationSettings settings;
    private final Semaphore free;

    /** Platform threads: a mail's transport holds its monitor while it waits for the server. */
    private final ExecutorService connections;

    private record Leased(List<Notification> mails, Instant until) {}

    DeliverNotifications(
            Notifications notifications,
            DeliverBatch deliverBatch,
            Clock clock,
            InFlight inFlight,
            NotificationSettings settings) {
        this.notifications = notifications;
        this.deliverBatch = deliverBatch;
        this.clock = clock;
        this.inFlight = inFlight;
        this.settings = settings;
        this.free = new Semaphore(settings.connections());
        this.connections = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("mail-", 0).daemon().factory());
    }

    @Scheduled(fixedDelayString = "${countersign.notifications.poll-interval}")
    void tick() {
        boolean more = true;
        while (more && !inFlight.stopping() && free.tryAcquire()) {
            more = begin();
        }
    }

    /** @return whether there may be more than one connection delivers */
    private boolean begin() {
        Leased leased;
        try {
            leased = lease();
        } catch (DataAccessException | TransactionException e) {
            free.release();
            LOG.warn("the queue of mails can't be read; it is tried again", e);
            return false;
        }
        if (leased.mails().isEmpty()) {
            free.release();
            return false;
        }
        inFlight.begin();
        connections.execute(() -> deliver(leased));
        return leased.mails().size() >= settings.batch();
    }

    private void deliver(Leased first) {
        try {
            Leased leased = first;
            while (!leased.mails().isEmpty()) {
                deliverBatch.deliver(leased.mails(), leased.until());
                leased = inFlight.stopping() ? new Leased(List.of(), leased.until()) : lease();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the queue of mails can't be read or written; it is tried again", e);
        } finally {
            free.release();
            inFlight.end();
        }
    }

    private Leased lease() {
        Instant until = clock.instant().plus(settings.lease());
        return new Leased(notifications.lease(settings.batch()), until);
    }

    /** A stop has waited for all that was in flight. */
    @Override
    public void destroy() throws InterruptedException {
        connections.shutdown();
        if (!connections.awaitTermination(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a connection to the mail server still hangs");
        }
    }
}
