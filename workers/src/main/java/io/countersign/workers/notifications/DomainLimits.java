package io.countersign.workers.notifications;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Keeps a domain's servers from being flooded. */
@Component
class DomainLimits {

    /** What may come at once, of what a minute allows. */
    private static final int BURST = 10;

    private static final int MOST_DOMAINS = 10_000;

    private final boolean unlimited;
    private final LoadingCache<String, Bucket> buckets;

    DomainLimits(NotificationSettings settings) {
        this.unlimited = settings.perDomain() == 0;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_DOMAINS)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build(domain -> bucket(Math.max(1, settings.perDomain())));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.max(1, perMinute / BURST)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** @return how long a mail to the address has to wait, zero where it may go now */
    Duration take(String address) {
        if (unlimited) {
            return Duration.ZERO;
        }
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return Duration.ofNanos(
                buckets.get(domain).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }
}
