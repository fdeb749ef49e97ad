package io.countersign.workers.records;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Records of decisions.
 *
 * @param zone the time zone of the times in them
 * @param maxFile the largest one that is kept
 */
@Validated
@ConfigurationProperties("countersign.records")
record RecordSettings(
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("10MB") DataSize maxFile) {}
