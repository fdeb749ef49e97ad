package io.countersign.engine.identity;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People and systems.
 *
 * @param remember how long accounts and keys are remembered, and so how long another node's change may take to be known here
 * @param setup the first administrator
 */
@ConfigurationProperties("countersign.identity")
record IdentitySettings(
        @DefaultValue("5s") Duration remember, @DefaultValue Setup setup) {

    /**
     * The one-time link that makes the first administrator.
     *
     * @param printLink whether it is logged at start, while there is no administrator
     * @param lifetime how long it works
     * @param publicUrl where people reach Countersign
     */
    record Setup(
            @DefaultValue("false") boolean printLink,
            @DefaultValue("24h") Duration lifetime,
            @DefaultValue("http://localhost:8080") URI publicUrl) {}
}
