package io.countersign.engine.requests;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.Wording;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What those read whom a request waited for, when its requester does something about it. */
@Component
class RequestMail {

    /** Following the link decides nothing. */
    PersonalMail reminder(UserAccount person, String requester, Request request, AskedTask task, Instant now) {
        Locale language = PersonalMail.languageOf(person, Locale.ENGLISH);
        var words = new HashMap<String, Object>();
        words.put("requester", requester);
        words.put("task", Objects.requireNonNullElse(task.name(), processOf(request)));
        words.put("about", about(request));
        if (task.since() != null) {
            words.put("since", new Wording(language).day(task.since()));
        }
        return new PersonalMail(
                person,
                language,
                NoticeKind.REMINDER,
                words,
                "/inbox/" + task.taskKey(),
                new Subject(keyOf(request), task.taskKey()),
                // one person, one request and one moment make one reminder
                "reminder-" + request.processInstanceKey() + "-" + now.toEpochMilli() + "-" + person.id());
    }

    PersonalMail withdrawal(UserAccount person, String requester, Request request, @Nullable String reason) {
        var words = new HashMap<String, Object>();
        words.put("requester", requester);
        words.put("about", about(request));
        if (reason != null) {
            words.put("reason", reason);
        }
        return new PersonalMail(
                person,
                PersonalMail.languageOf(person, Locale.ENGLISH),
                NoticeKind.WITHDRAWN,
                words,
                null,
                new Subject(keyOf(request), 0),
                "withdrawn-" + request.processInstanceKey() + "-" + person.id());
    }

    private static long keyOf(Request request) {
        return Long.parseLong(String.valueOf(request.processInstanceKey()));
    }

    private static String processOf(Request request) {
        return Objects.requireNonNullElse(request.processName(), request.processId());
    }

    private static String about(Request request) {
        String process = processOf(request);
        return request.businessKey() == null ? process : process + ", " + request.businessKey();
    }
}
