package io.countersign.engine.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail with every try. */
public record MailDetail(Mail mail, List<Try> tries) {

    /**
     * One try to hand it to a mail server.
     *
     * @param address null where it is not known which of them it was about
     * @param outcome SENT, DEFERRED, BOUNCED, FAILED or SUPPRESSED
     * @param answer what the server said
     */
    public record Try(
            @Nullable String address,
            int attempt,
            @Nullable Instant at,
            String outcome,
            @Nullable Integer smtpCode,
            @Nullable String answer) {}
}
