package io.countersign.workers.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which systems models may call.
 *
 * @param targets by the name that models use; there are no others
 */
@Validated
@ConfigurationProperties("countersign.operations")
record OperationSettings(@DefaultValue Map<String, @Valid Target> targets) {

    /**
     * A system.
     *
     * @param baseUrl http or https; models name paths below it
     * @param allowPrivate whether it may lie in a private network or on this machine
     * @param connectTimeout how long making a connection may take
     * @param timeout how long a whole call may take
     * @param maxResponse how long an answer may be
     * @param headers sent with every call, credentials for instance; their values never leave the workers
     */
    record Target(
            @NotNull URI baseUrl,
            boolean allowPrivate,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("20s") Duration timeout,
            @DefaultValue("256KB") DataSize maxResponse,
            @DefaultValue Map<String, String> headers) {}
}
