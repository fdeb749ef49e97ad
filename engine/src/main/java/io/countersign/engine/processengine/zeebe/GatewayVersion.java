package io.countersign.engine.processengine.zeebe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The gateway's version, asked for now and then: it may be upgraded while we run. */
class GatewayVersion {

    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final long KEEP_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<CompletionStage<String>> topology;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(CompletableFuture<Version> version, long askedAt) {
        boolean isUsable(long now) {
            return !version.isCompletedExceptionally() && now - askedAt < KEEP_NANOS;
        }
    }

    /** @param text as the gateway says it */
    record Version(int major, int minor, String text) {
        boolean isAtLeast(int otherMajor, int otherMinor) {
            return major > otherMajor || (major == otherMajor && minor >= otherMinor);
        }
    }

    GatewayVersion(Supplier<CompletionStage<String>> topology) {
        this.topology = topology;
    }

    CompletableFuture<Version> current() {
        var now = System.nanoTime();
        var last = known.get();
        if (last != null && last.isUsable(now)) {
            return last.version();
        }
        var next = new Known(new CompletableFuture<>(), now);
        if (!known.compareAndSet(last, next)) {
            return current();
        }
        topology.get().thenApply(GatewayVersion::parse).whenComplete((version, error) -> {
            if (error == null) {
                next.version().complete(version);
            } else {
                next.version().completeExceptionally(error);
            }
        });
        return next.version();
    }

    private static Version parse(String text) {
        var matcher = MAJOR_MINOR.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("the gateway's version is not a version: " + text);
        }
        return new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text);
    }
}
