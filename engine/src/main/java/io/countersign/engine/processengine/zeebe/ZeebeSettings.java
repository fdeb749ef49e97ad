package io.countersign.engine.processengine.zeebe;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where Zeebe is.
 *
 * @param grpcAddress the gateway; {@code https} means TLS
 * @param restAddress the gateway's REST, for what gRPC does not have
 * @param requestTimeout how long a request waits for its answer
 * @param caCertificate PEM of the authority that signed the gateway's certificate; none: the JDK's
 * @param overrideAuthority the name in the gateway's certificate, where it is not the host of the address
 * @param maxMessageSize as the gateway has it
 */
@Validated
@ConfigurationProperties("countersign.zeebe")
record ZeebeSettings(
        @NotNull URI grpcAddress,
        @NotNull URI restAddress,
        @DefaultValue("10s") Duration requestTimeout,
        @Nullable Path caCertificate,
        @Nullable String overrideAuthority,
        @DefaultValue("4MB") DataSize maxMessageSize) {}
