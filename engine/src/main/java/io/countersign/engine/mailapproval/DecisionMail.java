package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.notices.FormWords;
import io.countersign.notices.NoticeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What somebody reads whom an approval asks. Both buttons lead to the same page, which asks again. What the link carries is in the address's
 * fragment, which no browser sends to a server.
 */
@Component
class DecisionMail {

    private final MailSettings settings;

    DecisionMail(MailSettings settings) {
        this.settings = settings;
    }

    /** @param otherwise the language of those who have not chosen one */
    PersonalMail to(
            UserAccount person, TaskSummary task, FormWords form, String token, Instant expiresAt, Locale otherwise) {
        Locale language = PersonalMail.languageOf(person, otherwise);
        var labels = new MailWords("io.countersign.engine.mailapproval.mail", language);
        var request = RequestInWords.of(task, form, labels);
        var words = new LinkedHashMap<String, Object>();
        words.put(
                "asks",
                task.requester() == null
                        ? labels.say("asks.unknown")
                        : labels.say("asks", task.requester().displayName()));
        words.put("what", request.what());
        words.put("facts", facts(task, request, labels));
        words.put("approveUrl", link("/decide#" + token + ".approve"));
        words.put("rejectUrl", link("/decide#" + token + ".reject"));
        words.put("validUntil", labels.day(expiresAt));
        return new PersonalMail(
                person,
                language,
                NoticeKind.DECISION,
                words,
                "/inbox/" + task.taskKey(),
                new Subject(Long.parseLong(task.processInstanceKey()), Long.parseLong(task.taskKey())),
                // one person and one task make one mail
                "decision-" + task.taskKey() + "-" + person.id());
    }

    private static List<Map<String, String>> facts(TaskSummary task, RequestInWords request, MailWords labels) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(labels.say("task"), RequestInWords.nameOf(task));
        facts.put(labels.say("process"), RequestInWords.processOf(task));
        if (task.dueAt() != null) {
            facts.put(labels.say("due"), labels.day(task.dueAt()));
        }
        request.facts().forEach(facts::putIfAbsent);
        var each = new ArrayList<Map<String, String>>();
        facts.forEach((name, value) -> each.add(Map.of("name", name, "value", value)));
        return each;
    }

    private String link(String path) {
        return Objects.requireNonNull(settings.link(path));
    }
}
