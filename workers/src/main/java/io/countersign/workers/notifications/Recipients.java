package io.countersign.workers.notifications;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who gets a mail, each address once.
 *
 * @param skipped who was named but has no address, and why
 */
record Recipients(List<String> to, List<String> cc, List<String> bcc, List<String> skipped) {

    List<String> addresses() {
        return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
    }
}
