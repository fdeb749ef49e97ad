package io.countersign.engine.requests;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Throws drafts away that nobody has touched for long. */
@Component
class DraftAging {

    private static final Logger log = LoggerFactory.getLogger(DraftAging.class);

    private final DraftRows drafts;
    private final RequestSettings settings;
    private final Clock clock;

    DraftAging(DraftRows drafts, RequestSettings settings, Clock clock) {
        this.drafts = drafts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.requests.aging-cron:0 17 3 * * *}")
    void forgetOldDrafts() {
        int forgotten = drafts.deleteUntouchedSince(clock.instant().minus(settings.keepDrafts()));
        log.info("{} drafts were too old and are gone", forgotten);
    }
}
