package io.countersign.workers.notifications;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How mails are delivered.
 *
 * @param from the sender, an address or {@code Name <address>}
 * @param baseUrl where people reach Countersign; mails link to it where it is set
 * @param encryption of the connections to the mail server
 * @param lease how long a mail that is being delivered is left alone by other nodes, and by this one after a crash
 * @param batch how many mails one connection to the server delivers
 * @param connections how many connections to the server are open at once, at most
 * @param perDomain how many mails a minute one domain's servers get from this node; 0 for as many as there are
 * @param largestAttachments how much of files may go with one mail
 * @param firstRetry the shortest wait after the server did not take a mail
 * @param longestRetry the longest such wait
 * @param giveUpAfter how long after it was queued a mail is tried
 * @param connector what models may say that were drawn with the template of Camunda's e-mail connector
 */
@Validated
@ConfigurationProperties("countersign.notifications")
record NotificationSettings(
        @DefaultValue("Countersign <countersign@localhost>") String from,
        @Nullable URI baseUrl,
        @DefaultValue("NONE") Encryption encryption,
        @DefaultValue("60s") @DurationMin(seconds = 30) Duration lease,
        @DefaultValue("50") @Min(1) @Max(1000) int batch,
        @DefaultValue("4") @Min(1) @Max(64) int connections,
        @DefaultValue("0") @Min(0) int perDomain,
        @DefaultValue("10MB") DataSize largestAttachments,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("30m") Duration longestRetry,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue Connector connector) {

    /**
     * @param hosts what such models may call the mail server, beside {@code spring.mail.host}
     * @param senders addresses or domains that they may send as, beside {@code from}; a reference such as {@code {{secrets.MAIL_FROM}}}
     *     stands for that one
     */
    record Connector(
            @DefaultValue Set<String> hosts, @DefaultValue Set<String> senders) {}
}
