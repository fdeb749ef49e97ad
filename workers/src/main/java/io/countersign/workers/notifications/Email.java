package io.countersign.workers.notifications;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the model wants to send.
 *
 * @param to {@code requester}, {@code user:<name>}, {@code group:<id>} or addresses; several in one text are parted by commas
 * @param template instead of subject and text
 * @param variables what the template is filled in with
 * @param language of the mail; null for the reader's
 * @param attachments names of files of the request
 * @param priority high, normal or low
 * @param waitFor queued or sent
 */
record Email(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String template,
        @Nullable Map<String, @Nullable Object> variables,
        @Nullable String language,
        List<String> attachments,
        @Nullable String priority,
        @Nullable String waitFor) {

    Email {
        to = each(to);
        cc = each(cc);
        bcc = each(bcc);
        attachments = names(attachments);
    }

    boolean hasTemplate() {
        return template != null && !template.isBlank();
    }

    private static List<String> each(@Nullable List<@Nullable String> given) {
        return names(given).stream()
                .flatMap(entry -> Stream.of(entry.split("[,;]")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static List<String> names(@Nullable List<@Nullable String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .<String>mapMulti((name, next) -> {
                            if (name != null && !name.isBlank()) {
                                next.accept(name.strip());
                            }
                        })
                        .toList();
    }
}
