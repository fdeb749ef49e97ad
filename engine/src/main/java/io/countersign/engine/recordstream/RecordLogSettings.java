package io.countersign.engine.recordstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the record log is kept. It goes day by day; the day that is being written always stays.
 *
 * @param keep how long a day is kept, and longer while it holds records of an instance that is still open
 * @param maxSize when the log is larger, its oldest days go before their time, even those of open instances
 * @param daysAhead for how many days there is room made in advance
 * @param check how often all of this is looked after
 */
@ConfigurationProperties("countersign.record-log")
record RecordLogSettings(
        @DefaultValue("7d") Duration keep,
        @DefaultValue("20GB") DataSize maxSize,
        @DefaultValue("7") int daysAhead,
        @DefaultValue("10m") Duration check) {}
