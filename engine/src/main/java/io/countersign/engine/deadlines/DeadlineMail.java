package io.countersign.engine.deadlines;

import io.countersign.engine.calendars.BusinessCalendar;
import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.tasks.DueTask;
import io.countersign.store.mail.QueuedMail;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What people read whose task is due or was escalated to them, in their own language where that is known. */
@Component
class DeadlineMail {

    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ROOT);

    private final Calendars calendars;
    private final MailSettings settings;
    private final JsonMapper json;

    DeadlineMail(Calendars calendars, MailSettings settings, JsonMapper json) {
        this.calendars = calendars;
        this.settings = settings;
        this.json = json;
    }

    QueuedMail reminder(UserAccount person, DueTask task, Deadline deadline) {
        return mail(person, task, "reminder", deadline, Kind.REMIND.instance(task.taskKey(), deadline.handled()));
    }

    QueuedMail escalation(UserAccount person, DueTask task, Deadline deadline, Kind when) {
        return mail(person, task, "escalation", deadline, when.instance(task.taskKey(), 0));
    }

    /** @param occasion of which each person gets one mail */
    private QueuedMail mail(UserAccount person, DueTask task, String kind, Deadline deadline, String occasion) {
        var words = new MailWords("io.countersign.engine.deadlines.deadline", locale(person));
        String what = Objects.requireNonNullElse(task.name(), task.processName());
        String about = task.businessKey() == null ? task.processName() : task.processName() + ", " + task.businessKey();
        var text = new StringBuilder(words.say(
                        kind + ".text", due(deadline, locale(person)), String.join(", ", task.waitsForNames())))
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
                        occasion.replace(' ', '-') + "-" + person.id(),
                        words.say(kind + ".subject", what, about),
                        text.toString(),
                        null,
                        false)
                .queued(settings, json);
    }

    /** By the clock of those who work by the calendar, whose name they are told. */
    private String due(Deadline deadline, Locale locale) {
        if (deadline.due() == null) {
            return "";
        }
        ZoneId zone = Optional.ofNullable(deadline.calendarId())
                .flatMap(calendars::find)
                .map(BusinessCalendar::zone)
                .orElse(ZoneOffset.UTC);
        var due = deadline.due().atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(due)
                + " " + ZONE.withLocale(locale).format(due);
    }

    private static Locale locale(UserAccount person) {
        return person.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(person.locale());
    }
}
