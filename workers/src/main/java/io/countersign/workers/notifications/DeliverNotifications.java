package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Backoff;
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

    /** One mail takes at most this long, by the time-outs of the connection. */
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(60);

    private final Notifications notifications;
    private final Mailer mailer;
    private final Clock clock;
    private final NotificationSettings settings;
    private final Backoff backoff;
    private final MeterRegistry meters;

    DeliverNotifications(
            Notifications notifications,
            Mailer mailer,
            Clock clock,
            NotificationSettings settings,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.mailer = mailer;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.backoff = new Backoff(
                settings.firstRetry(),
                settings.longestRetry(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    @Scheduled(fixedDelayString = "${countersign.notifications.poll-interval}")
    void tick() {
        try {
            while (deliverBatch() == settings.batch()) {
                LOG.debug("more mails are due");
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the queue of mails can't be read or written; it is tried again", e);
        }
    }

    /** @return how many were due */
    int deliverBatch() {
        Instant leasedUntil = clock.instant().plus(settings.lease());
        List<Notification> due = notifications.lease(settings.batch());
        try (Mailer.Connection connection = mailer.connect()) {
            for (Notification mail : due) {
                if (clock.instant().plus(LONGEST_DELIVERY).isAfter(leasedUntil)) {
                    notifications.release(mail);
                } else {
                    deliver(mail, connection);
                }
            }
        }
        return due.size();
    }

    private void deliver(Notification mail, Mailer.Connection connection) {
        MDC.put("jobKey", String.valueOf(mail.jobKey()));
        MDC.put("processInstanceKey", String.valueOf(mail.processInstanceKey()));
        try {
            record(mail, connection.send(mail));
        } finally {
            MDC.clear();
        }
    }

    private void record(Notification mail, Delivery delivery) {
        Instant now = clock.instant();
        boolean expired = !mail.queuedAt().plus(settings.giveUpAfter()).isAfter(now);
        MailState state = MailState.after(mail, delivery, expired);
        notifications.record(mail, delivery, state, now.plus(backoff.after(mail.attempt() - 1)));
        meters.counter("countersign.notifications", "outcome", MailState.attemptOutcome(delivery))
                .increment();
        if (state == MailState.FAILED) {
            LOG.error("mail {} was given up: {}", mail.messageId(), delivery.answer());
        }
    }
}
