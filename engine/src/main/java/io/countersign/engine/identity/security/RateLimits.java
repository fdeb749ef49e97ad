package io.countersign.engine.identity.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.engine.web.Problem;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often somebody may ask. Counted on each node by itself. */
@Component
class RateLimits {

    private static final int BURST = 2;
    private static final int USERS_PER_ADDRESS = 10;
    private static final int MOST_CALLERS = 50_000;

    private final Cache<String, Bucket> requests;
    private final Cache<String, Bucket> signIns;
    private final SecuritySettings settings;

    RateLimits(SecuritySettings settings) {
        this.settings = settings;
        this.requests = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
        this.signIns = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(settings.signInWindow())
                .build();
    }

    /** @throws Problem 429 where the caller asks too often */
    void request(String caller) {
        take(
                requests.get(caller, key -> perSecond()),
                "You ask too often",
                "%d requests a second are served.".formatted(settings.requestsPerSecond()));
    }

    /**
     * Counts an attempt to sign in; {@link #signedIn} takes it back.
     *
     * @throws Problem 429 where there were too many
     */
    void signIn(String username, String address) {
        var title = "Too many attempts to sign in";
        var detail = "Please wait before you try again.";
        take(ofAddress(address), title, detail);
        take(ofUser(username, address), title, detail);
    }

    void signedIn(String username, String address) {
        ofAddress(address).addTokens(1);
        ofUser(username, address).reset();
    }

    private Bucket ofAddress(String address) {
        return signIns.get(address, key -> inWindow(USERS_PER_ADDRESS * settings.signInAttempts()));
    }

    private Bucket ofUser(String username, String address) {
        return signIns.get(address + " " + username, key -> inWindow(settings.signInAttempts()));
    }

    private Bucket perSecond() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity((long) BURST * settings.requestsPerSecond())
                        .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    private Bucket inWindow(int attempts) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, settings.signInWindow()))
                .build();
    }

    private static void take(Bucket bucket, String title, String detail) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Problem.tooManyRequests(
                    "too-many-requests", title, detail, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
