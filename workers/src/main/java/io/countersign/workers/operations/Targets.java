package io.countersign.workers.operations;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The systems that may be called, each with its own connections. */
@Component
class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-timeout").factory());
    private final Map<String, Target> targets = new TreeMap<>();

    record Target(OperationSettings.Target settings, HttpCaller caller, Secrets secrets) {}

    Targets(OperationSettings settings) {
        settings.targets().forEach((name, target) -> {
            requireHttp(name, target);
            HttpCaller caller = new ApacheHttpCaller(target, new GuardedDns(target.allowPrivate()), timer);
            targets.put(
                    name, new Target(target, caller, Secrets.of(target.headers().values())));
        });
    }

    Optional<Target> find(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    String names() {
        return targets.isEmpty() ? "none" : String.join(", ", targets.keySet());
    }

    private static void requireHttp(String name, OperationSettings.Target target) {
        String scheme = String.valueOf(target.baseUrl().getScheme()).toLowerCase(Locale.ROOT);
        boolean plain =
                target.baseUrl().getRawUserInfo() == null && target.baseUrl().getRawQuery() == null;
        if (!plain || target.baseUrl().getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalStateException("countersign.operations.targets." + name
                    + ".base-url must be http(s)://host[:port][/path], without user info or query");
        }
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
        for (Target target : targets.values()) {
            if (target.caller() instanceof ApacheHttpCaller caller) {
                try {
                    caller.close();
                } catch (IOException e) {
                    LOG.debug("a connection did not close", e);
                }
            }
        }
    }
}
