package io.countersign.engine.tasks;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets after their time what came of decisions on many tasks; the audit trail does not. */
@Component
class BulkDecisionAging {

    private static final Logger log = LoggerFactory.getLogger(BulkDecisionAging.class);

    private final BulkDecisions decisions;
    private final TaskSettings settings;
    private final Clock clock;

    BulkDecisionAging(BulkDecisions decisions, TaskSettings settings, Clock clock) {
        this.decisions = decisions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.tasks.aging-cron:0 27 3 * * *}")
    void forgetOld() {
        int forgotten = decisions.forgetBefore(clock.instant().minus(settings.keepBulkDecisions()));
        log.info("{} decisions on several tasks can't be repeated any more", forgotten);
    }
}
