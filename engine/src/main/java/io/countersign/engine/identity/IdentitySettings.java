package io.countersign.engine.identity;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * People and systems.
 *
 * @param remember how long accounts and keys are remembered, and so how long another node's change may take to be known here
 * @param setup the first administrator
 * @param argon2 what a guess at a password costs
 */
@ConfigurationProperties("countersign.identity")
record IdentitySettings(
        @DefaultValue("5s") Duration remember,
        @DefaultValue Setup setup,
        @DefaultValue Argon2 argon2) {

    /**
     * For passwords from now on; those that are kept say themselves what they were made with.
     *
     * @param passes how often the memory is gone through
     */
    record Argon2(
            @DefaultValue("19MB") DataSize memory,
            @DefaultValue("2") int passes) {}

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
