package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Backoff;
import io.countersign.workers.jobs.InFlight;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Hands mails to the server, one after the other over one connection, until it has taken or refused them or they are too old. */
@Component
class DeliverBatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverBatch.class);

    private final Notifications notifications;
    private final OutcomeLog outcomes;
    private final Mailer mailer;
    private final DomainLimits limits;
    private final Clock clock;
    private final InFlight inFlight;
    private final NotificationSettings settings;
    private final Backoff backoff;
    private final MeterRegistry meters;

    DeliverBatch(
            Notifications notifications,
            OutcomeLog outcomes,
            Mailer mailer,
            DomainLimits limits,
            Clock clock,
            InFlight inFlight,
            NotificationSettings settings,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.outcomes = outcomes;
        this.mailer = mailer;
        this.limits = limits;
        this.clock = clock;
        this.inFlight = inFlight;
        this.settings = settings;
        this.meters = meters;
        this.backoff = new Backoff(
                settings.firstRetry(),
                settings.longestRetry(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    void deliver(List<Notification> mails, Instant leasedUntil) {
        // a mail that may not be delivered and written down in time is left to whoever leases it next
        Instant lastStart = leasedUntil.minus(settings.lease().dividedBy(3));
        try (Mailer.Connection connection = mailer.connect()) {
            for (Notification mail : mails) {
                Instant now = clock.instant();
                if (inFlight.stopping() || now.isAfter(lastStart)) {
                    notifications.release(mail.id(), mail.due(), now);
                } else {
                    deliver(mail, connection, leasedUntil);
                }
            }
        }
    }

    private void deliver(Notification mail, Mailer.Connection connection, Instant leasedUntil) {
        if (mail.jobKey() != null) {
            MDC.put("jobKey", mail.jobKey().toString());
        }
        if (mail.processInstanceKey() != null) {
            MDC.put("processInstanceKey", mail.processInstanceKey().toString());
        }
        try {
            List<Outcome> came = new ArrayList<>(suppressed(mail));
            List<Due> now = goingNow(mail);
            if (!now.isEmpty()) {
                Map<String, Answer> answers = connection.send(mail.with(now));
                now.forEach(due -> came.add(outcome(
                        mail, due, answers.getOrDefault(due.address(), Answer.none("the server said nothing of it")))));
            }
            if (!came.isEmpty()) {
                outcomes.write(came, leasedUntil);
            }
        } finally {
            MDC.clear();
        }
    }

    private List<Outcome> suppressed(Notification mail) {
        var outcomes = new ArrayList<Outcome>();
        for (Due due : mail.due()) {
            if (due.suppressedFor() != null) {
                count(DeliveryState.SUPPRESSED);
                outcomes.add(new Outcome(
                        mail.id(), due, DeliveryState.SUPPRESSED, Answer.none(due.suppressedFor()), clock.instant()));
            }
        }
        return outcomes;
    }

    /** Those whose servers can take one more; the others wait, which is no try. */
    private List<Due> goingNow(Notification mail) {
        var going = new ArrayList<Due>();
        for (Due due : mail.due()) {
            if (due.suppressedFor() != null) {
                continue;
            }
            Duration wait = limits.take(due.address());
            if (wait.isZero()) {
                going.add(due);
            } else {
                notifications.release(mail.id(), List.of(due), clock.instant().plus(wait));
            }
        }
        return going;
    }

    private Outcome outcome(Notification mail, Due due, Answer answer) {
        Instant now = clock.instant();
        boolean expired = !due.queuedAt().plus(settings.giveUpAfter()).isAfter(now);
        DeliveryState state = DeliveryState.after(answer, expired);
        count(state);
        if (state == DeliveryState.FAILED || state == DeliveryState.BOUNCED) {
            LOG.warn("mail {} does not reach one of its recipients: {}", mail.messageId(), answer.text());
        }
        return new Outcome(mail.id(), due, state, answer, now.plus(backoff.after(due.attempt() - 1)));
    }

    private void count(DeliveryState state) {
        meters.counter("countersign.notifications", "outcome", state.name()).increment();
    }
}
