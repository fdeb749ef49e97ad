package io.countersign.engine.requests;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.store.mail.QueuedMail;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What somebody who is reminded reads, in his own language where that is known. Following the link decides nothing. */
@Component
class ReminderMail {

    private final MailSettings settings;
    private final JsonMapper json;

    ReminderMail(MailSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    QueuedMail to(UserAccount person, String requester, Request request, AskedTask task, Instant now) {
        var words = new MailWords(
                "io.countersign.engine.requests.reminder",
                person.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(person.locale()));
        String process = Objects.requireNonNullElse(request.processName(), request.processId());
        String what = Objects.requireNonNullElse(task.name(), process);
        String about = request.businessKey() == null ? process : process + ", " + request.businessKey();
        return new PersonalMail(
                        person,
                        Long.parseLong(String.valueOf(request.processInstanceKey())),
                        // one person, one request and one moment make one reminder
                        "reminder-" + request.processInstanceKey() + "-" + now.toEpochMilli() + "-" + person.id(),
                        words.say("subject", what, about),
                        text(words, requester, what, about, task),
                        null,
                        false)
                .queued(settings, json);
    }

    private String text(MailWords words, String requester, String what, String about, AskedTask task) {
        var text = new StringBuilder(words.say("asks", requester)).append("\n\n");
        text.append(what).append(" (").append(about).append(")\n");
        if (task.since() != null) {
            text.append(words.say("since", words.day(task.since()))).append('\n');
        }
        String link = settings.link("/inbox/" + task.taskKey());
        if (link != null) {
            text.append('\n').append(words.say("open", link)).append('\n');
        }
        return text.toString();
    }
}
