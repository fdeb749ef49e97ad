package io.countersign.workers.audit;

import jakarta.validation.constraints.NotBlank;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The audit trail.
 *
 * @param lookupKey secret in Base64, the same as the engine's
 */
@Validated
@ConfigurationProperties("countersign.audit")
record AuditSettings(@NotBlank String lookupKey) {

    byte[] lookupKeyBytes() {
        return Base64.getDecoder().decode(lookupKey);
    }

    @Override
    public String toString() {
        return "AuditSettings[lookupKey=***]";
    }
}
