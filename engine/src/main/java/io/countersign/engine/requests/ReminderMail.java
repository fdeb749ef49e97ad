package io.countersign.engine.requests;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.store.mail.QueuedMail;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** What somebody who is reminded reads, in his own language where that is known. Following the link decides nothing. */
@Component
class ReminderMail {

    private static final int LONGEST_SUBJECT = 250;

    private final MailSettings settings;
    private final JsonMapper json;

    ReminderMail(MailSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    QueuedMail to(UserAccount person, String requester, Request request, AskedTask task, Instant now) {
        String address = Objects.requireNonNull(person.email()).strip();
        Locale locale = person.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(person.locale());
        ResourceBundle words = ResourceBundle.getBundle(
                "io.countersign.engine.requests.reminder",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String process = Objects.requireNonNullElse(request.processName(), request.processId());
        String what = Objects.requireNonNullElse(task.name(), process);
        String about = request.businessKey() == null ? process : process + ", " + request.businessKey();
        return new QueuedMail(
                null,
                Long.parseLong(String.valueOf(request.processInstanceKey())),
                "<default>",
                // one person, one request and one moment make one reminder
                settings.messageId(
                        "reminder-" + request.processInstanceKey() + "-" + now.toEpochMilli() + "-" + person.id()),
                json.writeValueAsString(
                        Map.of("to", List.of(address), "cc", List.of(), "bcc", List.of(), "skipped", List.of())),
                List.of(address),
                oneLine(say(words, locale, "subject", what, about)),
                text(words, locale, requester, what, about, task),
                null);
    }

    private String text(
            ResourceBundle words, Locale locale, String requester, String what, String about, AskedTask task) {
        var text = new StringBuilder(say(words, locale, "asks", requester)).append("\n\n");
        text.append(what).append(" (").append(about).append(")\n");
        if (task.since() != null) {
            text.append(say(words, locale, "since", day(task.since(), locale))).append('\n');
        }
        String link = link(task);
        if (link != null) {
            text.append('\n').append(say(words, locale, "open", link)).append('\n');
        }
        return text.toString();
    }

    private @Nullable String link(AskedTask task) {
        return settings.baseUrl() == null
                ? null
                : StringUtils.trimTrailingCharacter(settings.baseUrl().toString(), '/') + "/inbox/" + task.taskKey();
    }

    private static String day(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(at.atOffset(ZoneOffset.UTC));
    }

    private static String say(ResourceBundle words, Locale locale, String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
    }
}
