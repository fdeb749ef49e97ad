package io.countersign.engine.notifications;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.web.Problem;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import io.countersign.notices.routing.Preferences;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Posts something to somebody's webhook, the way notices go: where it does not arrive, a mail does. */
@Component
public class TryWebhook {

    private final KeepPreferences preferences;
    private final Directory directory;
    private final WriteNotice words;
    private final QueueMail mails;
    private final Clock clock;

    TryWebhook(KeepPreferences preferences, Directory directory, WriteNotice words, QueueMail mails, Clock clock) {
        this.preferences = preferences;
        this.directory = directory;
        this.words = words;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Once a minute at most; who is quicker gets what is under way.
     *
     * @throws Problem 409 where there is no webhook
     */
    @Transactional
    public void post(Caller person) {
        UserAccount self = directory
                .person(person.name())
                .filter(it -> preferences
                        .find(it.username())
                        .map(Preferences::webhook)
                        .isPresent())
                .orElseThrow(() -> Problem.conflict(
                        "webhook-missing", "There is no webhook", "Save the address of yours, then try it."));
        Locale language = PersonalMail.languageOf(self, Locale.ENGLISH);
        var said = new MailWords("io.countersign.engine.notifications.trial", language);
        Written written = words.write(
                NoticeKind.MESSAGE,
                language,
                Map.of(
                        "recipient", self.displayName(),
                        "subject", said.say("subject"),
                        "paragraphs", List.of(Map.of("lines", List.of(said.say("text"))))));
        Instant now = clock.instant();
        mails.queueTrial(self, written, now, "webhook-trial-" + self.id() + "-" + now.getEpochSecond() / 60);
    }
}
