package io.countersign.engine.templates;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.tasks.ShowTasks;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.notices.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a preview is filled in with: a task that the caller may see, and made-up words for all the rest. Links and codes are never real. */
@Component
class SampleWords {

    private final ShowTasks tasks;
    private final MailSettings settings;
    private final Clock clock;

    SampleWords(ShowTasks tasks, MailSettings settings, Clock clock) {
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws io.countersign.engine.web.Problem 403 or 404 where the task is not for the caller */
    Map<String, Object> of(Caller caller, Locale locale, @Nullable Long taskKey) {
        var words = madeUp(caller, new Wording(locale), locale.getLanguage().equals("de"));
        if (taskKey != null) {
            words.putAll(real(tasks.show(caller, taskKey).task(), new Wording(locale)));
        }
        return words;
    }

    private Map<String, Object> madeUp(Caller caller, Wording wording, boolean german) {
        Instant now = clock.instant();
        var words = new HashMap<String, Object>();
        words.put("recipient", caller.displayName());
        words.put("by", "Ben Ito");
        words.put("requester", "Rita Sommer");
        words.put("person", "Max Winter");
        words.put("task", german ? "Rechnung freigeben" : "Approve the invoice");
        words.put("about", german ? "Einkauf, PO-1042" : "Purchase, PO-1042");
        words.put("asks", german ? "Rita Sommer bittet Sie um Ihre Genehmigung" : "Rita Sommer asks for your approval");
        words.put("what", german ? "Gabelstapler, 7.400,00 €" : "Forklift, €7,400.00");
        words.put(
                "facts",
                List.of(
                        Map.of("name", german ? "Lieferant" : "Supplier", "value", "Northwind"),
                        Map.of("name", german ? "Kostenstelle" : "Cost centre", "value", "4100")));
        words.put("comment", german ? "Bitte noch ein zweites Angebot." : "Please get a second offer.");
        words.put("question", german ? "Gibt es ein zweites Angebot?" : "Is there a second offer?");
        words.put("reason", german ? "Wird nicht mehr gebraucht." : "It is not needed any more.");
        words.put("waitsFor", "Ben Ito, Max Winter");
        words.put("approved", true);
        words.put("code", "123 456");
        words.put("minutes", 10);
        words.put("count", 2);
        words.put(
                "items",
                List.of(
                        Map.of(
                                "subject",
                                german
                                        ? "Ben Ito hat Sie erwähnt: Einkauf, PO-1042"
                                        : "Ben Ito mentioned you: Purchase, PO-1042",
                                "itemUrl",
                                link("/inbox/1")),
                        Map.of("subject", german ? "Ihre Anfrage wurde genehmigt" : "Your request was approved")));
        words.put("subject", german ? "Betreff" : "Subject");
        words.put("paragraphs", List.of(Map.of("lines", List.of(german ? "Ein Absatz." : "A paragraph."))));
        words.put("due", wording.day(now.plus(Duration.ofDays(2))));
        words.put("since", wording.day(now.minus(Duration.ofDays(3))));
        words.put("from", wording.day(now));
        words.put("until", wording.day(now.plus(Duration.ofDays(14))));
        words.put("validUntil", wording.day(now.plus(Duration.ofDays(7))));
        words.put("url", link("/inbox/1"));
        words.put("approveUrl", link("/decide#sample.approve"));
        words.put("rejectUrl", link("/decide#sample.reject"));
        words.putAll(ofRecord(wording, now, german));
        return words;
    }

    private static Map<String, Object> ofRecord(Wording wording, Instant now, boolean german) {
        var vote = new HashMap<String, Object>();
        vote.put("by", "Ben Ito (ben)");
        vote.put("onBehalfOf", "Max Winter (max)");
        vote.put("approved", true);
        vote.put("at", wording.moment(now, ZoneOffset.UTC));
        vote.put("comment", german ? "Wie besprochen." : "As discussed.");
        return Map.of(
                "title",
                german ? "Entscheidung: Gabelstapler" : "Decision: forklift",
                "process",
                german ? "Einkauf" : "Purchase",
                "reference",
                "PO-1042",
                "instance",
                "2251799813685249",
                "requestedAt",
                wording.moment(now.minus(Duration.ofDays(3)), ZoneOffset.UTC),
                "madeAt",
                wording.moment(now, ZoneOffset.UTC),
                "zone",
                "UTC",
                "values",
                List.of(Map.of("name", german ? "Lieferant" : "Supplier", "value", "Northwind")),
                "decisions",
                List.of(Map.of(
                        "task",
                        german ? "Rechnung freigeben" : "Approve the invoice",
                        "approved",
                        true,
                        "endedAt",
                        wording.moment(now, ZoneOffset.UTC),
                        "votes",
                        List.of(vote))));
    }

    private Map<String, Object> real(TaskSummary task, Wording wording) {
        String process = Objects.requireNonNullElse(task.processName(), task.processId());
        var words = new HashMap<String, Object>();
        words.put("task", Objects.requireNonNullElse(task.name(), process));
        words.put("what", Objects.requireNonNullElse(task.name(), process));
        words.put("about", task.businessKey() == null ? process : process + ", " + task.businessKey());
        words.put("url", link("/inbox/" + task.taskKey()));
        if (task.requester() != null) {
            words.put("requester", task.requester().displayName());
        }
        if (task.dueAt() != null) {
            words.put("due", wording.day(task.dueAt()));
        }
        var facts = new ArrayList<Map<String, String>>();
        task.summary().forEach((name, value) -> {
            words.putIfAbsent(name, value.asString(""));
            facts.add(Map.of("name", name, "value", value.asString("")));
        });
        words.put("facts", facts);
        return words;
    }

    private String link(String path) {
        return settings.find(path).orElse("https://countersign.example.org" + path);
    }
}
