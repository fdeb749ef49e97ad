package io.countersign.workers.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Calls to other systems.
 *
 * @param targets systems that models may call, by the name they use; nothing else can be called
 */
@Validated
@ConfigurationProperties("countersign.operations")
record OperationSettings(@DefaultValue @Valid Map<String, Target> targets) {

    /**
     * @param baseUrl http(s)://host[:port][/path]; calls stay below it
     * @param allowPrivate whether it may lie at a private or loopback address; link-local ones, which metadata services have, never
     * @param connectTimeout until a connection stands
     * @param timeout of a whole call; a model can ask for less
     * @param maxRequest how long a body that is sent may be
     * @param maxResponse how long an answer may be
     * @param headers sent with every call, credentials for instance; their values never leave the workers
     * @param secrets names of those that a model may send to this target
     * @param auth how calls prove who they are, where the model says nothing; null: not at all
     * @param redirects how many are followed; credentials go to no other host
     * @param recordExchanges whether requests and answers are kept for the audit, cut and without secrets
     * @param maxConcurrent how many calls run at once, on this node
     * @param maxWaiting how many more wait for one of these to end; the rest goes back to the engine
     * @param rate how many calls begin in a second, on this node; null: as many as may be
     * @param proxy what calls go through; null: they go there themselves
     */
    record Target(
            @NotNull URI baseUrl,
            boolean allowPrivate,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("20s") Duration timeout,
            @DefaultValue("1MB") DataSize maxRequest,
            @DefaultValue("256KB") DataSize maxResponse,
            @DefaultValue Map<String, String> headers,
            @DefaultValue Set<String> secrets,
            @Nullable @Valid Auth auth,
            @DefaultValue("0") @Min(0) @Max(10) int redirects,
            @DefaultValue("true") boolean recordExchanges,
            @DefaultValue("16") @Min(1) @Max(1000) int maxConcurrent,
            @DefaultValue("4") @Min(0) @Max(1000) int maxWaiting,
            @Nullable @Min(1) @Max(100_000) Integer rate,
            @DefaultValue @Valid Breaker breaker,
            @DefaultValue @Valid Retry retry,
            @Nullable @Valid Proxy proxy) {

        Limits limits() {
            return new Limits(maxConcurrent, maxWaiting, rate, breaker, retry);
        }
    }

    /**
     * A way out of a network that has no other.
     *
     * @param url http://host[:3128]
     * @param username whom the proxy takes us for; null: it doesn't ask
     * @param secret may be a reference such as {@code {{secrets.NAME}}}
     * @param looksUp whether the proxy looks names up, as those without names of the world do: it is trusted to reach nothing private then,
     *     and calls go to no other host than the target's
     */
    record Proxy(
            @NotNull URI url,
            @Nullable String username,
            @Nullable String secret,
            @DefaultValue("false") boolean looksUp) {}

    /**
     * When a target is taken for broken down, and how it is tried again.
     *
     * @param failureRate percent of calls without an answer, or with one that tells of trouble (429, 502, 503, 504)
     * @param window over how many of the latest calls
     * @param minimum of calls before anything is concluded
     * @param openFor how long it is left alone
     * @param probes how many calls then find out whether it is back
     */
    record Breaker(
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("20") @Min(1) @Max(1000) int window,
            @DefaultValue("5") @Min(1) @Max(1000) int minimum,
            @DefaultValue("10s") Duration openFor,
            @DefaultValue("3") @Min(1) @Max(100) int probes) {}

    /**
     * How calls that failed are tried again, where the target says nothing else. How often is the model's choice.
     *
     * @param first the shortest wait
     * @param longest the longest one, also of those that the target asks for
     */
    record Retry(
            @DefaultValue("2s") Duration first,
            @DefaultValue("5m") Duration longest) {}

    /**
     * @param type basic, bearer, api-key or oauth2
     * @param name of the header or the query parameter, for an API key
     * @param in header or query, for an API key
     * @param secret password, token or key; may be a reference such as {@code {{secrets.NAME}}}
     * @param tokenUrl where tokens are had, for OAuth2
     */
    record Auth(
            @NotNull AuthType type,
            @Nullable String username,
            @Nullable String secret,
            @Nullable String name,
            @DefaultValue("header") String in,
            @Nullable URI tokenUrl,
            @Nullable String clientId,
            @Nullable String scope,
            @Nullable String audience) {}

    /** Ways of saying who calls. */
    enum AuthType {
        BASIC,
        BEARER,
        API_KEY,
        OAUTH2
    }
}
