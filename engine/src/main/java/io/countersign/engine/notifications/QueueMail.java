package io.countersign.engine.notifications;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.Notices.Waiting;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import io.countersign.notices.routing.Route;
import io.countersign.notices.routing.RouteNotice;
import io.countersign.notices.routing.Urgency;
import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.QueuedMail;
import io.countersign.store.mail.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices and queues them with what they tell of, as their readers want them: both happen, or neither. */
@Component
public class QueueMail {

    private static final int MOST_IN_DIGEST = 100;

    private final WriteNotice words;
    private final RouteNotice routes;
    private final Notices notices;
    private final MailSettings settings;
    private final JdbcClient jdbc;
    private final MailStore mails;

    QueueMail(WriteNotice words, RouteNotice routes, Notices notices, MailSettings settings, JdbcClient jdbc) {
        this.words = words;
        this.routes = routes;
        this.notices = notices;
        this.settings = settings;
        this.jdbc = jdbc;
        this.mails = new MailStore(jdbc);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(PersonalMail mail, Instant now) {
        queue(mail, now, now);
    }

    /** @param notBefore until when it may be {@link #takeBack taken back} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(PersonalMail mail, Instant now, Instant notBefore) {
        Written written = words.write(mail.kind(), mail.language(), mail.words(settings));
        Route route = routes.of(mail.kind(), mail.to().username(), Urgency.AS_CHOSEN, notBefore);
        if (route.isKept()) {
            notices.keep(mail, written.subject(), route, notBefore);
        }
        var recipients = new ArrayList<Recipient>();
        if (route.mailAt() != null) {
            recipients.add(mailbox(mail.to()));
        }
        if (route.webhookAt() != null) {
            recipients.add(Recipient.webhook(mail.to().username()));
        }
        Instant at = route.leavesAt();
        if (at != null) {
            boolean confidential = mail.kind().confidential();
            mails.queue(queued(recipients, mail.about(), mail.name(), written, confidential), now, at);
        }
    }

    /** Unsays what nobody has been told yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String name) {
        notices.takeBack(name);
        jdbc.sql("""
                        delete from notification n where message_id = ? and not exists (
                            select from notification_delivery d where d.notification_id = n.id and d.state <> 'QUEUED')
                        """).param(settings.messageId(name)).update();
    }

    /** A mail as a template would have it, to whoever tries it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void queueTrial(UserAccount to, Written written, Instant now) {
        mails.queue(queued(List.of(mailbox(to)), new Subject(0, 0), "trial-" + UUID.randomUUID(), written, false), now);
    }

    /** Something for his webhook, by a name that tells it from other tries. */
    @Transactional(propagation = Propagation.MANDATORY)
    void queueTrial(UserAccount to, Written written, Instant now, String name) {
        Recipient webhook = Recipient.webhook(to.username());
        mails.queue(queued(List.of(webhook), new Subject(0, 0), name, written, false), now);
    }

    /** @param waiting not empty, the oldest first */
    @Transactional(propagation = Propagation.MANDATORY)
    void queueDigest(UserAccount to, List<Waiting> waiting, Instant now) {
        var items = new ArrayList<Map<String, Object>>();
        for (Waiting one : waiting.subList(0, Math.min(waiting.size(), MOST_IN_DIGEST))) {
            var item = new HashMap<String, Object>(Map.of("subject", one.subject()));
            link(one.path(), item, "itemUrl");
            items.add(item);
        }
        var said = new HashMap<String, Object>(
                Map.of("recipient", to.displayName(), "count", waiting.size(), "items", items));
        if (waiting.size() > items.size()) {
            said.put("more", waiting.size() - items.size());
        }
        link("/inbox", said, "url");
        Written written = words.write(NoticeKind.DIGEST, PersonalMail.languageOf(to, Locale.ENGLISH), said);
        String name = "digest-" + waiting.getLast().id() + "-" + to.id();
        mails.queue(queued(List.of(mailbox(to)), new Subject(0, 0), name, written, false), now);
    }

    private void link(@Nullable String path, Map<String, Object> words, String word) {
        if (path != null) {
            settings.find(path).ifPresent(url -> words.put(word, url));
        }
    }

    private static Recipient mailbox(UserAccount person) {
        return Recipient.to(Objects.requireNonNull(person.email()).strip(), person.username());
    }

    private QueuedMail queued(
            List<Recipient> recipients, Subject about, String name, Written written, boolean confidential) {
        return new QueuedMail(
                null,
                known(about.processInstanceKey()),
                known(about.taskKey()),
                "<default>",
                settings.messageId(name),
                recipients,
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
