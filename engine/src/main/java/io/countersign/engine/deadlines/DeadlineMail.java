package io.countersign.engine.deadlines;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.tasks.DueTask;
import io.countersign.store.mail.QueuedMail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What people read whose task is due or was escalated to them, in their own language where that is known. */
@Component
class DeadlineMail {

    private final MailSettings settings;
    private final JsonMapper json;

    DeadlineMail(MailSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    QueuedMail reminder(UserAccount person, DueTask task, @Nullable Instant due, Instant now) {
        String when = due == null
                ? ""
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                                .withLocale(locale(person))
                                .format(due.atOffset(ZoneOffset.UTC))
                        + " UTC";
        return mail(person, task, "reminder", when, now);
    }

    QueuedMail escalation(UserAccount person, DueTask task, Instant now) {
        return mail(person, task, "escalation", String.join(", ", task.waitsForNames()), now);
    }

    private QueuedMail mail(UserAccount person, DueTask task, String kind, String argument, Instant now) {
        var words = new MailWords("io.countersign.engine.deadlines.deadline", locale(person));
        String what = Objects.requireNonNullElse(task.name(), task.processName());
        String about = task.businessKey() == null ? task.processName() : task.processName() + ", " + task.businessKey();
        var text = new StringBuilder(words.say(kind + ".text", argument))
                .append("\n\n")
                .append(what)
                .append(" (")
                .append(about)
                .append(")\n");
        String link = settings.link("/inbox/" + task.taskKey());
        if (link != null) {
            text.append('\n').append(words.say("open", link)).append('\n');
        }
        return new PersonalMail(
                        person,
                        task.rootInstanceKey(),
                        // one person, one task, one kind and one moment make one mail
                        kind + "-" + task.taskKey() + "-" + now.toEpochMilli() + "-" + person.id(),
                        words.say(kind + ".subject", what, about),
                        text.toString(),
                        null,
                        false)
                .queued(settings, json);
    }

    private static Locale locale(UserAccount person) {
        return person.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(person.locale());
    }
}
