package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.countersign.workers.OrderSystem;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.TestCertificate;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.operations.GuardedDns.AddressRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls through a proxy: that they get there, and nowhere else. */
class ThroughProxyTests {

    /** Of a network that nobody uses any more. */
    private static final String PUBLIC = "192.88.99.1";

    private final OrderSystem system = new OrderSystem();
    private final ConnectProxy proxy = new ConnectProxy(URI.create(system.url()), null);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        system.close();
        timer.shutdownNow();
    }

    @Test
    void asksForTheAddressThatWasCheckedAndCallsByName() throws Exception {
        system.answer("/orders", request -> Answer.json(200, "{\"number\":7}"));
        AtomicInteger lookups = new AtomicInteger();
        try (ApacheHttpCaller caller = caller(proxy, new GuardedDns(named(PUBLIC, lookups), false))) {
            for (int i = 0; i < 3; i++) {
                assertThat(caller.send(get("http://orders.example/orders")).body())
                        .isEqualTo("{\"number\":7}");
            }
        }

        assertThat(proxy.destinations())
                .as("one tunnel serves all three")
                .containsExactly("CONNECT " + PUBLIC + ":80 HTTP/1.1");
        assertThat(lookups).as("asked for every call").hasValue(3);
        assertThat(system.header("/orders", "Host")).containsOnly("orders.example");
        assertThat(system.requests("/orders"))
                .extracting(OrderSystem.Request::path)
                .as("the path alone, as without a proxy")
                .containsOnly("/orders");
    }

    @Test
    void believesTheCertificateOfTheName(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.of("dns:orders.example", folder);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        System.setProperty("javax.net.ssl.trustStore", certificate.trusted().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
        try (ConnectProxy secure = new ConnectProxy(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null);
                ApacheHttpCaller caller = caller(secure, new GuardedDns(named(PUBLIC, new AtomicInteger()), false))) {
            assertThat(caller.send(get("https://orders.example/")).status()).isEqualTo(204);
            assertThatThrownBy(() -> caller.send(get("https://other.example/")))
                    .hasMessageContaining("other.example")
                    .isInstanceOf(javax.net.ssl.SSLException.class);

            assertThat(secure.destinations())
                    .containsExactly("CONNECT " + PUBLIC + ":443 HTTP/1.1", "CONNECT " + PUBLIC + ":443 HTTP/1.1");
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
            server.stop(0);
        }
    }

    @Test
    void leadsNobodyToAPrivateAddress() throws Exception {
        try (ApacheHttpCaller caller = caller(proxy, new GuardedDns(named("10.0.0.1", new AtomicInteger()), false))) {
            assertThatThrownBy(() -> caller.send(get("http://orders.example/")))
                    .isInstanceOf(AddressRefused.class)
                    .hasMessageContaining("orders.example leads to a private address");
        }

        assertThat(proxy.connections()).isZero();
    }

    @Test
    void saysWhoWeAreToTheProxyAndToNobodyElse() {
        system.answer("/orders", request -> Answer.json(200, "{}"));
        String credentials = Base64.getEncoder().encodeToString("countersign:pr0xy-pass".getBytes(UTF_8));
        try (ConnectProxy asking = new ConnectProxy(URI.create(system.url()), credentials);
                TestCalls calls = new TestCalls(new TestClock(NOW))
                        .secret("PROXY", "pr0xy-pass")
                        .target(
                                "orders",
                                TestTargets.target(
                                        "http://localhost:8443",
                                        Map.of(
                                                "allow-private", "true",
                                                "proxy.url", asking.url(),
                                                "proxy.username", "countersign",
                                                "proxy.secret", "{{secrets.PROXY}}")))) {
            assertThat(run(calls, "/orders")).isInstanceOf(JobResult.Completed.class);
            assertThat(asking.destinations())
                    .singleElement()
                    .asString()
                    .matches("CONNECT (127\\.0\\.0\\.1|\\[.*]):8443 HTTP/1\\.1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(system.requests("/orders"))
                .singleElement()
                .satisfies(request -> assertThat(request.authorization()).isNull());
        assertThat(system.header("/orders", "Proxy-Authorization")).containsExactly("");
    }

    @Test
    void leavesLookingUpToAProxyThatIsTrustedWithItButGoesToNoOtherHost() {
        system.answer("/orders", request -> Answer.json(200, "{}"));
        system.answer("/moved", request -> new Answer(302, "text/plain", "", null, "http://elsewhere.example/orders"));
        try (TestCalls calls = new TestCalls(new TestClock(NOW))
                .target(
                        "orders",
                        TestTargets.target(
                                "http://orders.invalid",
                                Map.of(
                                        "redirects", "3",
                                        "proxy.url", proxy.url(),
                                        "proxy.looks-up", "true")))) {
            assertThat(run(calls, "/orders")).isInstanceOf(JobResult.Completed.class);
            assertThat(run(calls, "/moved"))
                    .isInstanceOfSatisfying(
                            JobResult.GiveUp.class,
                            it -> assertThat(it.message()).contains("elsewhere.example"));
        }

        assertThat(proxy.destinations()).containsOnly("CONNECT orders.invalid:80 HTTP/1.1");
        assertThat(system.requests("/orders")).hasSize(1);
    }

    @Test
    void aProxyThatIsAwayIsTroubleAndNoMistake() throws Exception {
        proxy.close();
        try (TestCalls calls = new TestCalls(new TestClock(NOW))
                .target(
                        "orders",
                        TestTargets.target(
                                "http://localhost:8443", Map.of("allow-private", "true", "proxy.url", proxy.url())))) {
            assertThat(run(calls, "/orders")).isInstanceOf(JobResult.RetryLater.class);
        }
    }

    @Test
    void connectsToNothingButTheProxy() {
        ThroughProxy way = way(proxy, new GuardedDns(true));

        assertThatThrownBy(() -> way.resolve("localhost")).isInstanceOf(AddressRefused.class);
    }

    private static JobResult run(TestCalls calls, String path) {
        return calls.callTarget().run(Jobs.job(), TestCalls.operation("orders", "GET", path, Map.of(), null, Map.of()));
    }

    private ApacheHttpCaller caller(ConnectProxy through, GuardedDns dns) {
        OperationSettings.Target target =
                TestTargets.target("http://orders.example", Map.of("proxy.url", through.url(), "timeout", "5s"));
        return new ApacheHttpCaller(target, dns, way(through, dns), timer);
    }

    private static ThroughProxy way(ConnectProxy through, GuardedDns dns) {
        return new ThroughProxy(
                new OperationSettings.Proxy(URI.create(through.url()), null, null, false),
                dns,
                name -> Optional.empty());
    }

    private static Call get(String url) {
        return new Call("GET", URI.create(url), Map.of(), null, null, Duration.ofSeconds(5));
    }

    private static DnsResolver named(String address, AtomicInteger lookups) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                lookups.incrementAndGet();
                return new InetAddress[] {InetAddress.getByName(address)};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
