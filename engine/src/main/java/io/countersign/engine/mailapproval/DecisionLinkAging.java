package io.countersign.engine.mailapproval;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets links a while after they have lost their meaning; the audit trail keeps what was decided with them. */
@Component
class DecisionLinkAging {

    private static final Logger log = LoggerFactory.getLogger(DecisionLinkAging.class);

    private final DecisionLinks links;
    private final MailApprovalSettings settings;
    private final Clock clock;

    DecisionLinkAging(DecisionLinks links, MailApprovalSettings settings, Clock clock) {
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${countersign.approve-by-mail.aging-cron:0 47 3 * * *}")
    void forgetOld() {
        int forgotten = links.forgetExpiredBefore(clock.instant().minus(settings.keepLinks()));
        log.info("{} links in mails are forgotten", forgotten);
    }
}
