package io.countersign.engine.identity.security;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access over HTTP.
 *
 * @param openMetrics whether /actuator/prometheus answers anyone; only where the network keeps strangers away
 * @param requestsPerSecond how many requests one caller may make; twice as many in a burst
 * @param signInAttempts how many failed sign-ins one user may have from one address within the window; ten times as many
 *     from one address in all
 * @param signInWindow the window
 * @param sessionIdle how long a session lasts without a request
 * @param sessionLifetime when a session ends at the latest, however busy it is
 */
@Validated
@ConfigurationProperties("countersign.security")
record SecuritySettings(
        @DefaultValue("false") boolean openMetrics,
        @Min(1) @DefaultValue("2000") int requestsPerSecond,
        @Min(1) @DefaultValue("10") int signInAttempts,
        @DefaultValue("5m") Duration signInWindow,
        @DefaultValue("2h") Duration sessionIdle,
        @DefaultValue("12h") Duration sessionLifetime) {}
