package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Backoff;
import io.countersign.workers.jobs.InFlight;
import io.countersign.workers.operations.CallHook;
import io.countersign.workers.operations.CallHook.Said;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Posts notices to where people want them. What does not arrive there becomes a mail, in the transaction that gives it up. */
@Component
class DeliverHooks {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverHooks.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_TRIES = 4;

    private final Notifications notifications;
    private final CallHook hooks;
    private final WebhookSettings settings;
    private final InFlight inFlight;
    private final Clock clock;
    private final Backoff backoff;

    DeliverHooks(
            Notifications notifications,
            CallHook hooks,
            WebhookSettings settings,
            NotificationSettings mails,
            InFlight inFlight,
            Clock clock) {
        this.notifications = notifications;
        this.hooks = hooks;
        this.settings = settings;
        this.inFlight = inFlight;
        this.clock = clock;
        this.backoff = new Backoff(
                mails.firstRetry(),
                mails.longestRetry(),
                () -> ThreadLocalRandom.current().nextLong());
    }

    @Scheduled(fixedDelayString = "${countersign.notifications.poll-interval}")
    void tick() {
        if (inFlight.stopping()) {
            return;
        }
        inFlight.begin();
        try {
            deliver(notifications.leaseHooks(AT_ONCE));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what is to be posted can't be read; it is tried again", e);
        } finally {
            inFlight.end();
        }
    }

    /** Side by side: none waits for a slow one but the next round. */
    private void deliver(List<Hook> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(hook -> threads.execute(() -> deliver(hook)));
        }
    }

    private void deliver(Hook hook) {
        Said said = hook.address() == null
                ? new Said(0, "There is no webhook any more.", false)
                : hooks.post(
                        hook.address(),
                        HookText.of(hook.notice(), hook.address()),
                        hook.notice().messageId(),
                        settings.targets());
        try {
            record(hook, said);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what came of a notice can't be written down; it is posted again", e);
        }
    }

    private void record(Hook hook, Said said) {
        boolean again = said.worthAnotherTry() && hook.due().attempt() < MOST_TRIES;
        DeliveryState state = said.taken() ? DeliveryState.SENT : again ? DeliveryState.DEFERRED : DeliveryState.FAILED;
        Instant dueAt = clock.instant().plus(backoff.after(hook.due().attempt() - 1));
        var answer = new Answer(said.status(), said.words(), false);
        var outcome = new Outcome(hook.notice().id(), hook.due(), state, answer, dueAt);
        if (state == DeliveryState.FAILED) {
            LOG.warn("notice {} becomes a mail: {}", hook.notice().messageId(), said.words());
            notifications.mailInstead(outcome, hook.username());
        } else {
            notifications.record(List.of(outcome));
        }
    }
}
