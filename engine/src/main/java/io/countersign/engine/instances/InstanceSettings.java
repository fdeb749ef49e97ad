package io.countersign.engine.instances;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Starting and steering instances.
 *
 * @param maxVariables the most that variables may take as JSON; Zeebe takes 4 MB in one message, everything else included
 * @param answerWithin how long a request waits for the engine
 * @param keepIdempotencyKeys how long a key leads to the first answer
 */
@Validated
@ConfigurationProperties("countersign.instances")
record InstanceSettings(
        @DefaultValue("2MB") DataSize maxVariables,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("30d") Duration keepIdempotencyKeys) {}
