package io.countersign.engine.attachments;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets files go that were handed in for a form nobody sent. */
@Component
class LooseFileAging {

    private static final Logger log = LoggerFactory.getLogger(LooseFileAging.class);

    private final AttachmentRows rows;
    private final AttachmentSettings settings;
    private final Clock clock;

    LooseFileAging(AttachmentRows rows, AttachmentSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.attachments.aging-cron:0 37 3 * * *}")
    void forgetLooseFiles() {
        int forgotten = rows.deleteLooseBefore(clock.instant().minus(settings.keepLoose()));
        log.info("{} files that nobody sent are gone", forgotten);
    }
}
