package io.countersign.workers.operations;

import io.countersign.workers.jobs.Pause;
import io.countersign.workers.jobs.Reached;
import io.countersign.workers.operations.GuardedDns.AddressRefused;
import io.countersign.workers.operations.OperationSettings.Proxy;
import io.countersign.workers.secrets.SecretStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The systems that may be called, each with its own connections and its own gate. */
@Component
class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    /** A host that nobody has looked at. */
    private static final DnsResolver NO_OTHER = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw AddressRefused.unchecked(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-timeout").factory());
    private final Map<String, Target> targets = new TreeMap<>();

    /**
     * @param caller calls the target itself
     * @param others calls where it sends us on to
     */
    record Target(
            String name,
            OperationSettings.Target settings,
            ApacheHttpCaller caller,
            ApacheHttpCaller others,
            Gate gate) {}

    Targets(OperationSettings settings, SecretStore secrets, Clock clock, Pause pause, MeterRegistry meters) {
        settings.targets().forEach((name, target) -> {
            requireHttp(name, target.baseUrl());
            requireProxy(name, target.proxy());
            Gate gate = new Gate(
                    name,
                    target.limits(),
                    clock,
                    pause,
                    () -> ThreadLocalRandom.current().nextLong());
            GateFigures.measure("target", name, gate, meters);
            targets.put(
                    name,
                    new Target(
                            name,
                            target,
                            caller(target, new GuardedDns(target.allowPrivate()), null, secrets),
                            caller(target, new GuardedDns(false), NO_OTHER, secrets),
                            gate));
        });
    }

    /** @param unseen what stands for looking names up where only the proxy can; null: the proxy does */
    private ApacheHttpCaller caller(
            OperationSettings.Target target, GuardedDns dns, @Nullable DnsResolver unseen, SecretStore secrets) {
        Proxy proxy = target.proxy();
        return new ApacheHttpCaller(
                target,
                dns,
                proxy == null ? null : new ThroughProxy(proxy, proxy.looksUp() ? unseen : dns, secrets),
                timer);
    }

    Optional<Target> find(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** The one with the longest address that this one lies below. */
    Optional<Target> above(URI address) {
        return targets.values().stream()
                .filter(target -> TargetUri.isBelow(target.settings().baseUrl(), address))
                .max(Comparator.comparingInt(
                        target -> target.settings().baseUrl().toString().length()));
    }

    List<Reached> reached() {
        return targets.values().stream().map(target -> target.gate().reached()).toList();
    }

    String names() {
        return targets.isEmpty() ? "none" : String.join(", ", targets.keySet());
    }

    private static void requireHttp(String name, @Nullable URI url) {
        String scheme = url == null ? "" : String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (url == null
                || !http
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null) {
            throw new IllegalStateException("countersign.operations.targets." + name
                    + ".base-url must be http(s)://host[:port][/path], without user info or query");
        }
    }

    private static void requireProxy(String name, @Nullable Proxy proxy) {
        URI url = proxy == null ? null : proxy.url();
        if (url != null
                && (!"http".equalsIgnoreCase(url.getScheme())
                        || url.getHost() == null
                        || url.getRawUserInfo() != null
                        || (url.getRawPath() != null && url.getRawPath().length() > 1))) {
            throw new IllegalStateException("countersign.operations.targets." + name
                    + ".proxy.url must be http://host[:port]; who we are to it is said in username and secret");
        }
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
        for (Target target : targets.values()) {
            try (ApacheHttpCaller own = target.caller();
                    ApacheHttpCaller others = target.others()) {
                LOG.debug("{} and {} are closed", own, others);
            } catch (IOException e) {
                LOG.debug("a connection did not close", e);
            }
        }
    }
}
