package io.countersign.engine.requests;

import io.countersign.engine.attachments.Attachments;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Throws drafts away, with their files, that nobody has touched for long, and those that were deleted some time ago. */
@Component
class DraftAging {

    private static final Logger log = LoggerFactory.getLogger(DraftAging.class);

    private static final int AT_ONCE = 100;

    private final DraftRows drafts;
    private final Attachments attachments;
    private final TransactionTemplate transaction;
    private final RequestSettings settings;
    private final Clock clock;

    DraftAging(
            DraftRows drafts,
            Attachments attachments,
            TransactionTemplate transaction,
            RequestSettings settings,
            Clock clock) {
        this.drafts = drafts;
        this.attachments = attachments;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.requests.aging-cron:0 17 * * * *}")
    void forgetOldDrafts() {
        int forgotten = 0;
        int some;
        do {
            some = forgetSome();
            forgotten += some;
        } while (some == AT_ONCE);
        log.debug("{} drafts were too old and are gone", forgotten);
    }

    private int forgetSome() {
        Instant now = clock.instant();
        return transaction.execute(status -> {
            List<UUID> old =
                    drafts.lockOld(now.minus(settings.keepDrafts()), now.minus(settings.keepDeletedDrafts()), AT_ONCE);
            old.forEach(id -> {
                attachments.forgetDraft(id);
                drafts.forget(id);
            });
            return old.size();
        });
    }
}
