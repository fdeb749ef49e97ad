package io.countersign.engine.tasks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Human tasks.
 *
 * @param maxVariables how large the variables of one answer may be, as JSON; the engine takes 4 MB with everything around it
 * @param maxComment how many characters a comment or a reason may have
 * @param maxSubstitutions how many substitutions of one person may be planned or active at a time
 * @param undoWithin how long a decision on many tasks can be undone; the engine is told then
 * @param keepBulkDecisions how long a repeat of a decision on many tasks is recognised
 */
@ConfigurationProperties("countersign.tasks")
record TaskSettings(
        @DefaultValue("1MB") DataSize maxVariables,
        @DefaultValue("4000") int maxComment,
        @DefaultValue("20") int maxSubstitutions,
        @DefaultValue("10s") Duration undoWithin,
        @DefaultValue("30d") Duration keepBulkDecisions) {}
