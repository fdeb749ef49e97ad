package io.countersign.workers.notifications;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model says that was drawn with Camunda's template for its e-mail connector. The names are the template's; the port and the
 * encryption are left out, for there is one mail server, and it is not the model's to say how it is reached.
 *
 * @param protocol smtp, imap or pop3
 */
record EmailConnectorRequest(
        @Nullable String protocol, @Nullable Data data) {

    /** @param smtpActionDiscriminator says which action it is */
    record Data(
            @Nullable SmtpConfig smtpConfig,
            @Nullable String smtpActionDiscriminator,
            @Nullable SmtpAction smtpAction) {}

    record SmtpConfig(@Nullable String smtpHost) {}

    /**
     * @param to addresses; several in one text are parted by commas
     * @param contentType PLAIN, HTML or MULTIPART; the first version of the template knows none
     * @param attachments documents of Camunda's, or names of files of the request
     */
    record SmtpAction(
            @Nullable String from,
            List<@Nullable String> to,
            List<@Nullable String> cc,
            List<@Nullable String> bcc,
            Map<String, @Nullable JsonNode> headers,
            @Nullable String subject,
            @Nullable String contentType,
            @Nullable String body,
            @Nullable String htmlBody,
            List<@Nullable JsonNode> attachments) {

        SmtpAction {
            to = to == null ? List.of() : to;
            cc = cc == null ? List.of() : cc;
            bcc = bcc == null ? List.of() : bcc;
            headers = headers == null ? Map.of() : headers;
            attachments = attachments == null ? List.of() : attachments;
        }
    }
}
