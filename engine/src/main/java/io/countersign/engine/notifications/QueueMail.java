package io.countersign.engine.notifications;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.QueuedMail;
import io.countersign.store.mail.Recipient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes mails and queues them with what they tell of: both happen, or neither. */
@Component
public class QueueMail {

    private final WriteNotice notices;
    private final MailSettings settings;
    private final MailStore mails;

    QueueMail(WriteNotice notices, MailSettings settings, JdbcClient jdbc) {
        this.notices = notices;
        this.settings = settings;
        this.mails = new MailStore(jdbc);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(PersonalMail mail, Instant now) {
        mails.queue(queued(mail), now);
    }

    /** A mail as a template would have it, to whoever tries it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void queueTrial(UserAccount to, Written written, Instant now) {
        mails.queue(queued(to, new Subject(0, 0), "trial-" + UUID.randomUUID(), written, false), now);
    }

    private QueuedMail queued(PersonalMail mail) {
        var words = new HashMap<String, Object>(mail.words());
        words.put("recipient", mail.to().displayName());
        Written written = notices.write(mail.kind(), mail.language(), words);
        return queued(mail.to(), mail.about(), mail.name(), written, mail.kind().confidential());
    }

    private QueuedMail queued(UserAccount to, Subject about, String name, Written written, boolean confidential) {
        String address = Objects.requireNonNull(to.email()).strip();
        return new QueuedMail(
                null,
                known(about.processInstanceKey()),
                known(about.taskKey()),
                "<default>",
                settings.messageId(name),
                List.of(Recipient.to(address, to.username())),
                List.of(),
                written.subject(),
                written.text(),
                written.html(),
                confidential,
                confidential ? Priority.HIGH : Priority.NORMAL);
    }

    private static @Nullable Long known(long key) {
        return key == 0 ? null : key;
    }
}
