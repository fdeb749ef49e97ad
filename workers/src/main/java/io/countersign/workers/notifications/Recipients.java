package io.countersign.workers.notifications;

import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import java.util.List;

/**
 * Who gets a mail, each address once.
 *
 * @param skipped who was named but has no address, and why
 */
record Recipients(List<Recipient> all, List<String> skipped) {

    boolean nobodyIsAddressed() {
        return all.stream().noneMatch(recipient -> recipient.kind() == Kind.TO);
    }
}
