package io.countersign.workers.notifications;

import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import java.util.List;

/**
 * Who gets a mail, each address once.
 *
 * @param skipped who was named but has no address, and why
 */
record Recipients(List<Recipient> all, List<String> skipped) {

    private static final int MOST = 200;

    Recipients fewEnough() throws Unfit {
        if (all.size() > MOST) {
            throw new Unfit("The mail has more than " + MOST + " recipients: name fewer, then retry.");
        }
        return this;
    }

    boolean nobodyIsAddressed() {
        return all.stream().noneMatch(recipient -> recipient.kind() == Kind.TO);
    }
}
