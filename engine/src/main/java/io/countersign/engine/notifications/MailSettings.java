package io.countersign.engine.notifications;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * What the workers are told of mails, too.
 *
 * @param from the sender, whose domain is the {@code Message-ID}'s
 * @param baseUrl where people reach Countersign; mails link to it where it is set
 */
@ConfigurationProperties("countersign.notifications")
public record MailSettings(
        @DefaultValue("Countersign <countersign@localhost>") String from,
        @Nullable URI baseUrl) {

    /** @param name tells the mail from all others */
    public String messageId(String name) {
        return "<countersign-" + name + "@"
                + from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip() + ">";
    }

    /** The address of a page, where it is known where people reach Countersign. */
    public Optional<String> find(String path) {
        return Optional.ofNullable(link(path));
    }

    /**
     * The address of a page; null where it is not known where people reach Countersign.
     *
     * @param path begins with a slash
     */
    public @Nullable String link(String path) {
        return baseUrl == null ? null : StringUtils.trimTrailingCharacter(baseUrl.toString(), '/') + path;
    }
}
