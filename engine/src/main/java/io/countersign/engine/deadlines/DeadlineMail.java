package io.countersign.engine.deadlines;

import io.countersign.engine.calendars.BusinessCalendar;
import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.engine.tasks.DueTask;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.Wording;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people read whose task is due or was escalated to them, in their own language where that is known. */
@Component
class DeadlineMail {

    private final Calendars calendars;

    DeadlineMail(Calendars calendars) {
        this.calendars = calendars;
    }

    PersonalMail reminder(UserAccount person, DueTask task, Deadline deadline) {
        return mail(person, task, NoticeKind.DUE, deadline, Kind.REMIND.instance(task.taskKey(), deadline.handled()));
    }

    PersonalMail escalation(UserAccount person, DueTask task, Deadline deadline, Kind when) {
        return mail(person, task, NoticeKind.ESCALATION, deadline, when.instance(task.taskKey(), 0));
    }

    /** @param occasion of which each person gets one mail */
    private PersonalMail mail(UserAccount person, DueTask task, NoticeKind kind, Deadline deadline, String occasion) {
        Locale language = PersonalMail.languageOf(person, Locale.ENGLISH);
        var words = new HashMap<String, Object>();
        words.put("task", Objects.requireNonNullElse(task.name(), task.processName()));
        words.put(
                "about",
                task.businessKey() == null ? task.processName() : task.processName() + ", " + task.businessKey());
        words.put("due", due(deadline, new Wording(language)));
        words.put("waitsFor", String.join(", ", task.waitsForNames()));
        return new PersonalMail(
                person,
                language,
                kind,
                words,
                "/inbox/" + task.taskKey(),
                new Subject(task.rootInstanceKey(), task.taskKey()),
                occasion.replace(' ', '-') + "-" + person.id());
    }

    /** By the clock of those who work by the calendar, whose name they are told. */
    private String due(Deadline deadline, Wording wording) {
        if (deadline.due() == null) {
            return "";
        }
        ZoneId zone = Optional.ofNullable(deadline.calendarId())
                .flatMap(calendars::find)
                .map(BusinessCalendar::zone)
                .orElse(ZoneOffset.UTC);
        return wording.moment(deadline.due(), zone);
    }
}
