package io.countersign.engine.mailapproval;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Approving by mail; what an organisation chooses itself is {@link MailPolicy}.
 *
 * @param keys secrets in Base64, at least 32 bytes each, the same on all nodes: the first signs, links that the others signed are still good
 * @param mostOfGroups how many of an approval's groups get a mail, beside those whom it names
 * @param codeLifetime how long a one-time code is good
 * @param codeTries how many wrong codes there may be before another one has to be sent
 * @param codesPerHour how many codes one person is sent within an hour
 * @param keepLinks for how long after its end it is known what was decided with a link
 */
@Validated
@ConfigurationProperties("countersign.approve-by-mail")
record MailApprovalSettings(
        @DefaultValue List<String> keys,
        @Min(0) @DefaultValue("20") int mostOfGroups,
        @DefaultValue("10m") Duration codeLifetime,
        @Min(1) @DefaultValue("5") int codeTries,
        @Min(1) @DefaultValue("5") int codesPerHour,
        @DefaultValue("90d") Duration keepLinks) {

    /** @throws IllegalArgumentException where a secret is none */
    List<byte[]> secrets() {
        return keys.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(Base64.getDecoder()::decode)
                .toList();
    }

    @Override
    public String toString() {
        return "MailApprovalSettings[" + keys.size() + " keys]";
    }
}
