package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Backoff;
import io.countersign.workers.jobs.InFlight;
import io.countersign.workers.jobs.Pause;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Delivers queued mails until the server has taken or refused them, or they are too old. */
@Component
class DeliverNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverNotifications.class);

    /** A mail that may not be delivered and written down within this time of its lease is left to whoever leases it next. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_RECORDS = Duration.ofMillis(500);

    private final Notifications notifications;
    private final Mailer mailer;
    private final Clock clock;
    private final Pause pause;
    private final InFlight inFlight;
    private final NotificationSettings settings;
    private final Backoff backoff;
    private final MeterRegistry meters;

    DeliverNotifications(
            Notifications notifications,
            Mailer mailer,
            Clock clock,
            Pause pause,
            InFlight inFlight,
            NotificationSettings settings,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.mailer = mailer;
        this.clock = clock;
        this.pause = pause;
        this.inFlight = inFlight;
        this.settings = settings;
        this.meters = meters;
        this.backoff = new Backoff(
                settings.firstRetry(),
                settings.longestRetry(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    @Scheduled(fixedDelayString = "${countersign.notifications.poll-interval}")
    void tick() {
        inFlight.begin();
        try {
            while (!inFlight.stopping() && deliverBatch() == settings.batch()) {
                LOG.debug("more mails are due");
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the queue of mails can't be read or written; it is tried again", e);
        } finally {
            inFlight.end();
        }
    }

    /** @return how many were due */
    int deliverBatch() {
        Instant leasedUntil = clock.instant().plus(settings.lease());
        List<Notification> due = notifications.lease(settings.batch());
        if (due.isEmpty()) {
            return 0;
        }
        try (Mailer.Connection connection = mailer.connect()) {
            for (Notification mail : due) {
                if (inFlight.stopping() || clock.instant().plus(RESERVE).isAfter(leasedUntil)) {
                    notifications.release(mail);
                } else {
                    deliver(mail, connection, leasedUntil);
                }
            }
        }
        return due.size();
    }

    private void deliver(Notification mail, Mailer.Connection connection, Instant leasedUntil) {
        if (mail.jobKey() != null) {
            MDC.put("jobKey", mail.jobKey().toString());
        }
        MDC.put("processInstanceKey", String.valueOf(mail.processInstanceKey()));
        try {
            Delivery delivery = connection.send(mail);
            meters.counter("countersign.notifications", "outcome", MailState.attemptOutcome(delivery))
                    .increment();
            record(mail, delivery, leasedUntil);
        } finally {
            MDC.clear();
        }
    }

    /** What the server has taken is taken: while the lease lasts, a database that is away is waited for, else the mail goes out twice. */
    private void record(Notification mail, Delivery delivery, Instant leasedUntil) {
        while (true) {
            try {
                recordOnce(mail, delivery);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!clock.instant().plus(BETWEEN_RECORDS).isBefore(leasedUntil) || !pause.lasted(BETWEEN_RECORDS)) {
                    throw e;
                }
                LOG.warn("what came of mail {} can't be written down yet", mail.messageId(), e);
            }
        }
    }

    private void recordOnce(Notification mail, Delivery delivery) {
        Instant now = clock.instant();
        boolean expired = !mail.queuedAt().plus(settings.giveUpAfter()).isAfter(now);
        MailState state = MailState.after(mail, delivery, expired);
        notifications.record(mail, delivery, state, now.plus(backoff.after(mail.attempt() - 1)));
        if (state == MailState.FAILED) {
            LOG.error("mail {} was given up: {}", mail.messageId(), delivery.answer());
        }
    }
}
