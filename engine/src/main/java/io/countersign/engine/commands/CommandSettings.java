package io.countersign.engine.commands;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The relay to the engine.
 *
 * @param maxInFlight commands sent and not yet answered, per node
 * @param lease how long a node may be at a command before another takes it; longer than the engine's request timeout
 * @param pollInterval how often to look for what was not handed over in memory
 * @param settleAfter how long after a send without an answer the engine can still be at it: longer than the request timeout
 *     of the client and of the gateway (15 s), and than clocks differ
 * @param minBackoff before the first repeat
 * @param maxBackoff before any repeat
 * @param maxAttempts tries that may fail for reasons nobody foresaw
 * @param keepFinished how long finished commands are kept; dead ones stay
 */
@Validated
@ConfigurationProperties("countersign.commands")
record CommandSettings(
        @Min(1) @DefaultValue("256") int maxInFlight,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("20s") Duration settleAfter,
        @DefaultValue("100ms") Duration minBackoff,
        @DefaultValue("5s") Duration maxBackoff,
        @Min(1) @DefaultValue("10") int maxAttempts,
        @DefaultValue("7d") Duration keepFinished) {}
