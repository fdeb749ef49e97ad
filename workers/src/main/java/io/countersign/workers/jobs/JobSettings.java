package io.countersign.workers.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run.
 *
 * @param firstRetry the shortest wait before a failed job is tried again
 * @param longestRetry the longest such wait
 * @param drain how long a stop waits for running jobs
 */
@Validated
@ConfigurationProperties("countersign.jobs")
record JobSettings(
        @DefaultValue("2s") Duration firstRetry,
        @DefaultValue("5m") Duration longestRetry,
        @DefaultValue("20s") Duration drain) {}
