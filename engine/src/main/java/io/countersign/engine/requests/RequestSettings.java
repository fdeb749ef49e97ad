package io.countersign.engine.requests;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What people may do with their requests.
 *
 * @param remindAgainAfter how long after a reminder the same request may be reminded of again
 * @param mostReminded how many people one reminder writes to at most
 * @param maxDraft the most that the data of a draft may take as JSON
 * @param maxDrafts how many drafts one person may have
 * @param keepDrafts how long a draft is kept that nobody touches
 * @param keepDeletedDrafts how long a deleted draft can be brought back
 */
@Validated
@ConfigurationProperties("countersign.requests")
record RequestSettings(
        @DefaultValue("24h") Duration remindAgainAfter,
        @DefaultValue("20") @Min(1) @Max(200) int mostReminded,
        @DefaultValue("256KB") DataSize maxDraft,
        @DefaultValue("50") @Min(1) int maxDrafts,
        @DefaultValue("90d") Duration keepDrafts,
        @DefaultValue("24h") Duration keepDeletedDrafts) {}
