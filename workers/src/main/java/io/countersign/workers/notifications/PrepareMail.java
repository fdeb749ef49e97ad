package io.countersign.workers.notifications;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.UnusableTemplate;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.notifications.RequestFiles.Known;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Makes a mail of what a model says; what it can't be made of is said to an operator. */
@Component
class PrepareMail {

    private static final int LONGEST_BODY = 256 * 1024;
    private static final int LONGEST_BRIEF = 500;
    private static final int MOST_FILES = 10;

    private final WriteNotice notices;
    private final RequestFiles files;
    private final Directory directory;
    private final NotificationSettings settings;

    /** What a model says can't be sent like this; the message is for an operator. */
    static final class Unfit extends Exception {

        Unfit(String message) {
            super(message);
        }

        Unfit(String message, Throwable cause) {
            super(message, cause);
        }
    }

    PrepareMail(WriteNotice notices, RequestFiles files, Directory directory, NotificationSettings settings) {
        this.notices = notices;
        this.files = files;
        this.directory = directory;
        this.settings = settings;
    }

    /** @param recipient whose language it is in, and whom it calls by name, where it does */
    Written write(Job job, Email email, Recipient recipient) throws Unfit {
        Reader reader = reader(recipient);
        Locale language = language(email, reader.language());
        if (email.hasTemplate()) {
            return byTemplate(job, email, language, reader.name());
        }
        String subject = required("subject", email.subject());
        String text = required("text", email.text());
        String html = email.html();
        if (html == null || html.isBlank()) {
            return notices.write(NoticeKind.MESSAGE, language, message(job, subject, text));
        }
        String link = link(job);
        Written letter = notices.letter(subject, html + linkIn(link), language);
        return new Written(letter.subject(), letter.html(), link == null ? text : text + "\n\n" + link + "\n");
    }

    /** What the app shows of a mail: its words without the way back, which the app has itself; null where there are none. */
    @Nullable
    String brief(Job job, Written written) {
        String path = path(job);
        String text = Written.body(written.text())
                .lines()
                .filter(line -> !line.endsWith(path))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= LONGEST_BRIEF
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_BRIEF)) + "…";
    }

    private Written byTemplate(Job job, Email email, Locale language, String reader) throws Unfit {
        String template = String.valueOf(email.template()).strip();
        var words = new HashMap<String, @Nullable Object>();
        if (email.variables() != null) {
            words.putAll(email.variables());
        }
        words.putIfAbsent("recipient", reader);
        String link = link(job);
        if (link != null) {
            words.putIfAbsent("url", link);
        }
        if (NoticeKind.of(template).filter(NoticeKind::confidential).isPresent()) {
            throw new Unfit(
                    "The template '" + template + "' is for Countersign's own mails: name another one, then retry.");
        }
        try {
            return notices.write(template, language, words)
                    .orElseThrow(() -> new Unfit("There is no template '" + template
                            + "': write it (Admin > Mail templates) or correct the model, then retry."));
        } catch (UnusableTemplate e) {
            throw new Unfit("The template '" + template + "' can't be filled in: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> message(Job job, String subject, String text) {
        List<Map<String, Object>> paragraphs = Arrays.stream(text.strip().split("\\R\\s*\\R"))
                .map(paragraph -> Map.<String, Object>of("lines", List.of(paragraph.split("\\R"))))
                .toList();
        var words = new HashMap<String, Object>(Map.of("subject", subject, "paragraphs", paragraphs));
        String link = link(job);
        if (link != null) {
            words.put("url", link);
        }
        return words;
    }

    /** @param names of files of the request */
    List<UUID> attachments(Job job, List<String> names) throws Unfit {
        if (names.size() > MOST_FILES) {
            throw new Unfit("The mail has more than " + MOST_FILES + " attachments: name fewer, then retry.");
        }
        List<Known> found = files.find(job.processInstanceKey(), names);
        var missing = new TreeSet<>(names);
        found.forEach(file -> missing.remove(file.name()));
        if (!missing.isEmpty()) {
            throw new Unfit("The request has no file called '" + String.join("', '", missing)
                    + "': add it or correct the input 'attachments', then retry.");
        }
        long size = found.stream().mapToLong(Known::size).sum();
        if (size > settings.largestAttachments().toBytes()) {
            throw new Unfit("The attachments have " + size + " bytes; at most "
                    + settings.largestAttachments().toBytes() + " may go with a mail. Name fewer, then retry.");
        }
        return found.stream().map(Known::id).toList();
    }

    static Priority priority(Email email) throws Unfit {
        String named = email.priority() == null ? "normal" : email.priority().strip();
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().equalsIgnoreCase(named))
                .findFirst()
                .orElseThrow(() -> new Unfit("The input 'priority' is '" + named
                        + "': it has to be high, normal or low. Correct the model, then retry."));
    }

    static boolean waitsUntilSent(Email email) throws Unfit {
        String named = email.waitFor() == null || email.waitFor().isBlank()
                ? "queued"
                : email.waitFor().strip();
        return switch (named) {
            case "queued" -> false;
            case "sent" -> true;
            default ->
                throw new Unfit("The input 'waitFor' is '" + named
                        + "': it has to be queued or sent. Correct the model, then retry.");
        };
    }

    private record Reader(String name, @Nullable String language) {}

    private Reader reader(Recipient recipient) {
        Optional<Person> person =
                recipient.username() == null ? Optional.empty() : directory.person(recipient.username());
        return person.map(it -> new Reader(it.displayName(), it.locale()))
                .orElseGet(() -> new Reader(recipient.address(), null));
    }

    /** @param readers the reader's own language, null where that is not known */
    private static Locale language(Email email, @Nullable String readers) {
        String named = email.language() == null || email.language().isBlank() ? readers : email.language();
        return named == null ? Locale.ENGLISH : Locale.forLanguageTag(named.strip());
    }

    private static String required(String input, @Nullable String value) throws Unfit {
        if (value == null || value.isBlank()) {
            throw missing(input);
        }
        return fitting(value);
    }

    static Unfit missing(String input) {
        return new Unfit("The input '" + input
                + "' is empty, or FEEL made null of it: correct the model or set the variables it uses, then retry.");
    }

    static String fitting(String value) throws Unfit {
        if (value.length() > LONGEST_BODY) {
            throw tooLong();
        }
        return value;
    }

    private static Unfit tooLong() {
        return new Unfit(
                "The mail is longer than " + LONGEST_BODY + " characters: shorten it in the model, then retry.");
    }

    private static String linkIn(@Nullable String link) {
        return link == null ? "" : "<p><a class=\"button\" href=\"" + link + "\">Countersign</a></p>";
    }

    private @Nullable String link(Job job) {
        URI baseUrl = settings.baseUrl();
        return baseUrl == null ? null : StringUtils.trimTrailingCharacter(baseUrl.toString(), '/') + path(job);
    }

    /** The request's page. */
    static String path(Job job) {
        return "/requests/" + job.processInstanceKey();
    }
}
