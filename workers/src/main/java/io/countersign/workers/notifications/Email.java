package io.countersign.workers.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model wants to send.
 *
 * @param to {@code requester}, {@code user:<name>}, {@code group:<id>} or addresses; several in one text are parted by commas
 */
record Email(
        List<String> to,
        List<String> cc,
        List<String> bcc,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html) {

    Email {
        to = each(to);
        cc = each(cc);
        bcc = each(bcc);
    }

    private static List<String> each(@Nullable List<@Nullable String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .flatMap(entry ->
                                entry == null ? List.<String>of().stream() : List.of(entry.split("[,;]")).stream())
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }
}
