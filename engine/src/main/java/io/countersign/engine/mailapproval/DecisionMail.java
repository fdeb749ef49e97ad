package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.MailWords;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.tasks.TaskSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

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

    static MailWords words(UserAccount person, Locale otherwise) {
        return new MailWords(
                "io.countersign.engine.mailapproval.mail",
                person.locale() == null ? otherwise : Locale.forLanguageTag(person.locale()));
    }

    /** @param otherwise the language of those who have not chosen one */
    PersonalMail to(
            UserAccount person, TaskSummary task, FormWords form, String token, Instant expiresAt, Locale otherwise) {
        MailWords words = words(person, otherwise);
        var request = RequestInWords.of(task, form, words);
        String asks = task.requester() == null
                ? words.say("asks.unknown")
                : words.say("asks", task.requester().displayName());
        Map<String, String> facts = facts(task, request, words);
        return new PersonalMail(
                person,
                Long.parseLong(task.processInstanceKey()),
                // one person and one task make one mail
                "decision-" + task.taskKey() + "-" + person.id(),
                words.say("subject", asks, request.what()),
                text(words, asks, request.what(), facts, task, token, expiresAt),
                html(words, asks, request.what(), facts, task, token, expiresAt),
                true);
    }

    private static Map<String, String> facts(TaskSummary task, RequestInWords request, MailWords words) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(words.say("task"), RequestInWords.nameOf(task));
        facts.put(words.say("process"), RequestInWords.processOf(task));
        if (task.dueAt() != null) {
            facts.put(words.say("due"), words.day(task.dueAt()));
        }
        request.facts().forEach(facts::putIfAbsent);
        return facts;
    }

    private String text(
            MailWords words,
            String asks,
            String what,
            Map<String, String> facts,
            TaskSummary task,
            String token,
            Instant expiresAt) {
        var text = new StringBuilder(asks).append(":\n\n").append(what).append("\n\n");
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n')
                .append(words.say("decide"))
                .append('\n')
                .append(decide(token, ""))
                .append("\n\n");
        text.append(words.say("open")).append('\n').append(open(task)).append("\n\n");
        return text.append(words.say("note", words.day(expiresAt))).append('\n').toString();
    }

    private String html(
            MailWords words,
            String asks,
            String what,
            Map<String, String> facts,
            TaskSummary task,
            String token,
            Instant expiresAt) {
        var body = new StringBuilder();
        body.append("<p class=\"quiet\" style=\"margin:0 0 4px;color:#59606e\">")
                .append(escaped(asks));
        body.append("</p><h1 class=\"text\" style=\"margin:0 0 20px;font-size:22px;line-height:30px;color:#14171c\">");
        body.append(escaped(what)).append("</h1><table class=\"line\" width=\"100%\" style=\"margin:0 0 24px;");
        body.append("border-collapse:collapse;border-top:1px solid #d9dde4;border-bottom:1px solid #d9dde4\">");
        facts.forEach(
                (name, value) -> body.append("<tr><th class=\"quiet\" scope=\"row\" align=\"left\" valign=\"top\"")
                        .append(" style=\"padding:6px 16px 6px 0;color:#59606e;font-weight:400\">")
                        .append(escaped(name))
                        .append("</th><td class=\"text\" style=\"padding:6px 0;color:#14171c\">")
                        .append(escaped(value))
                        .append("</td></tr>"));
        body.append("</table><p style=\"margin:0 0 8px\">");
        body.append(button(decide(token, ".approve"), "#1b7f4b", words.say("approve")));
        body.append(button(decide(token, ".reject"), "#b3261e", words.say("reject")));
        body.append("</p><p style=\"margin:0 0 24px\"><a class=\"text\" style=\"color:#14171c\" href=\"");
        body.append(escaped(open(task)))
                .append("\">")
                .append(escaped(words.say("open")))
                .append("</a></p>");
        body.append("<p class=\"quiet\" style=\"margin:0;color:#59606e;font-size:14px;line-height:20px\">");
        body.append(escaped(words.say("note", words.day(expiresAt)))).append("</p>");
        return page(words.locale(), body);
    }

    private static String button(String link, String colour, String label) {
        return "<a href=\"" + escaped(link) + "\" style=\"display:inline-block;margin:0 8px 8px 0;padding:12px 24px;"
                + "border-radius:8px;background:" + colour + ";color:#ffffff;font-weight:600;text-decoration:none\">"
                + escaped(label) + "</a>";
    }

    private static String page(Locale locale, CharSequence body) {
        return """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <style>
            @media (prefers-color-scheme: dark) {
              .page { background: #16181d !important; } .text { color: #eceef2 !important; } .quiet { color: #a9b0bd !important; }
              .line { border-color: #343a46 !important; }
            }
            </style></head>
            <body class="page" style="margin:0;padding:24px 16px;background:#ffffff;font:16px/24px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
            <table role="presentation" width="100%%" style="max-width:560px;margin:0 auto;border-collapse:collapse"><tr><td>
            %s
            </td></tr></table></body></html>
            """.formatted(locale.toLanguageTag(), body);
    }

    /** @param wish what the page has chosen beforehand */
    private String decide(String token, String wish) {
        return Objects.requireNonNull(settings.link("/decide#" + token + wish));
    }

    private String open(TaskSummary task) {
        return Objects.requireNonNull(settings.link("/inbox/" + task.taskKey()));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
