package io.countersign.engine.audit;

import jakarta.validation.constraints.NotBlank;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the audit trail is written.
 *
 * @param lookupKey secret in Base64, at least 32 bytes, the same on all nodes and in the workers; once entries exist it must
 *     never change, because names are found by their hash under it
 */
@Validated
@ConfigurationProperties("countersign.audit")
record AuditSettings(@NotBlank String lookupKey) {

    byte[] lookupKeyBytes() {
        return Base64.getDecoder().decode(lookupKey);
    }
}
