package io.countersign.engine.notifications;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.Notices.Waiting;
import io.countersign.engine.readmodel.OneAtATime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes one mail of what gathered for somebody. What is due says so itself, so there is no agenda that could get lost; that it is taken and
 * the mail are one transaction, so nothing is told twice, or never.
 */
@Component
class SendDigests {

    private static final Logger log = LoggerFactory.getLogger(SendDigests.class);
    private static final int AT_ONCE = 200;

    private final Notices notices;
    private final Directory directory;
    private final QueueMail mails;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    SendDigests(
            Notices notices,
            Directory directory,
            QueueMail mails,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.notices = notices;
        this.directory = directory;
        this.mails = mails;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${countersign.notifications.digest-interval:30s}")
    void tick() {
        Instant now = clock.instant();
        try {
            for (String username : notices.digestsDue(now, AT_ONCE)) {
                transaction.executeWithoutResult(status -> send(username, now));
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("digests can't be written; it is tried again", away);
        }
    }

    private void send(String username, Instant now) {
        OneAtATime.of(jdbc, "digest", username);
        List<Waiting> waiting = notices.take(username, now);
        UserAccount person = directory.person(username).orElse(null);
        if (!waiting.isEmpty() && person != null && PersonalMail.reaches(person)) {
            mails.queueDigest(person, waiting, now);
        }
    }
}
