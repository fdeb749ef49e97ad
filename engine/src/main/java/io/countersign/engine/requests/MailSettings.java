package io.countersign.engine.requests;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the workers are told of mails, too.
 *
 * @param from the sender, whose domain is the {@code Message-ID}'s
 * @param baseUrl where people reach Countersign; mails link to it where it is set
 */
@ConfigurationProperties("countersign.notifications")
record MailSettings(
        @DefaultValue("Countersign <countersign@localhost>") String from,
        @Nullable URI baseUrl) {

    String messageId(String name) {
        return "<countersign-" + name + "@"
                + from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip() + ">";
    }
}
