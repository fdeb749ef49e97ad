package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.OrderSystem;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.Jobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way known to write an address of this machine, tried as a target, as a redirect and as a connector's url. A socket that listens on
 * all of this machine's addresses counts who comes.
 */
class NowhereElseTests {

    private static final int TRIES = 1_000;

    private final AtomicInteger connections = new AtomicInteger();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final OrderSystem redirector = new OrderSystem();
    private ServerSocket door;

    @BeforeEach
    void listen() throws IOException {
        door = new ServerSocket(0);
        Thread.startVirtualThread(() -> {
            while (!door.isClosed()) {
                try (Socket socket = door.accept()) {
                    connections.incrementAndGet();
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        redirector.close();
        timer.shutdownNow();
    }

    @Test
    void theDoorCounts() throws Exception {
        try (ApacheHttpCaller caller = caller(new GuardedDns(true))) {
            caller.send(call(URI.create("http://127.0.0.1:" + door.getLocalPort() + "/")));
        }

        assertThat(connections).hasValue(1);
    }

    @Test
    void noWayToWriteAnAddressOfThisMachineLeadsThere() throws Exception {
        Set<String> forms = forms();
        int called = 0;
        try (ApacheHttpCaller caller = caller(new GuardedDns(new ServicesForEveryAddress(), false))) {
            for (String form : forms) {
                called += asTarget(caller, form) ? 1 : 0;
            }
        }

        assertThat(forms).hasSizeGreaterThanOrEqualTo(400);
        assertThat(called).as("answered").isZero();
        assertThat(connections).as("of " + forms.size() + " forms").hasValue(0);
    }

    @Test
    void noAnswerSendsACallThere() {
        List<String> forms = List.copyOf(forms());
        AtomicInteger next = new AtomicInteger();
        redirector.answer(
                "/go",
                request -> new Answer(
                        302,
                        "text/plain",
                        "",
                        null,
                        "http://" + forms.get(next.getAndIncrement()) + ":" + door.getLocalPort() + "/"));
        TestCalls calls = new TestCalls(new TestClock(NOW))
                .target(
                        "orders",
                        TestTargets.target(
                                redirector.url(),
                                Map.of(
                                        "allow-private", "true",
                                        "redirects", "5",
                                        "connect-timeout", "100ms",
                                        "timeout", "1s",
                                        // names that nobody knows are not to end the test
                                        "breaker.minimum", "1000",
                                        "breaker.window", "1000")));
        try (calls) {
            for (int i = 0; i < forms.size(); i++) {
                JobResult result = calls.callTarget()
                        .run(Jobs.job(), TestCalls.operation("orders", "GET", "/go", Map.of(), null, Map.of()));
                assertThat(result).as(forms.get(i)).isNotInstanceOf(JobResult.Completed.class);
            }
        }

        assertThat(next).as("all were tried").hasValue(forms.size());
        assertThat(connections).hasValue(0);
    }

    @Test
    void noUrlOfAModelLeadsThere() {
        TestCalls calls = new TestCalls(new TestClock(NOW))
                .target("orders", TestTargets.target("http://orders.example/api", Map.of()));
        try (calls) {
            for (String form : forms()) {
                for (String url : List.of(
                        "http://" + form + ":" + door.getLocalPort() + "/",
                        "http://orders.example@" + form + ":" + door.getLocalPort() + "/api",
                        "http://" + form + ":" + door.getLocalPort() + "/http://orders.example/api",
                        "//" + form + ":" + door.getLocalPort() + "/api")) {
                    JobResult result = calls.callByAddress()
                            .run(
                                    Jobs.job(),
                                    new HttpConnectorRequest(
                                            null, "GET", url, Map.of(), Map.of(), null, null, null, null, null));
                    assertThat(result).as(url).isInstanceOf(JobResult.GiveUp.class);
                }
            }
        }

        assertThat(connections).hasValue(0);
    }

    @Test
    void noNameThatChangesItsMindLeadsThere() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            Rebinding names = new Rebinding(i);
            try (ApacheHttpCaller caller = caller(new GuardedDns(names, false))) {
                for (int again = 0; again < 3; again++) {
                    asTarget(caller, "rebinding-" + i + ".example");
                }
            }
            assertThat(names.lookups).as("asked again for every connection").isPositive();
        }

        assertThat(connections).as("of " + TRIES + " names").hasValue(0);
    }

    @Test
    void aNameThatIsGoodWhenItIsCheckedAndThisMachineWhenItIsCalledLeadsNowhere() throws Exception {
        GoodThenHere names = new GoodThenHere();
        try (ApacheHttpCaller caller = caller(new GuardedDns(names, false))) {
            assertThat(tried(name -> caller.send(call(addressOf(name)))))
                    .as("refused")
                    .isEqualTo(3 * TRIES);
        }

        assertThat(names.lookups).as("every try asked").hasValue(3 * TRIES);
        assertThat(connections).hasValue(0);
    }

    @Test
    void norDoesOneThatAnAnswerSendsACallOnTo() throws Exception {
        GoodThenHere names = new GoodThenHere();
        redirector.answer(
                "/go/",
                request -> new Answer(
                        302,
                        "text/plain",
                        "",
                        null,
                        addressOf(request.path().substring("/go/".length())).toString()));
        try (ApacheHttpCaller own = caller(new GuardedDns(true));
                ApacheHttpCaller others = caller(new GuardedDns(names, false))) {
            int refused = tried(
                    name -> FollowRedirects.send(own, others, call(URI.create(redirector.url() + "/go/" + name)), 5));
            assertThat(refused).as("refused").isEqualTo(3 * TRIES);
        }

        assertThat(redirector.requests("/go/")).hasSize(3 * TRIES);
        assertThat(names.lookups).as("every try asked").hasValue(3 * TRIES);
        assertThat(connections).hasValue(0);
    }

    @Test
    void norDoesAnyOfThemLeadAProxyThere() throws Exception {
        GoodThenHere names = new GoodThenHere();
        try (ConnectProxy proxy = new ConnectProxy(addressOf("127.0.0.1"), null);
                ApacheHttpCaller byName = caller(new GuardedDns(names, false), proxy);
                ApacheHttpCaller byForm = caller(new GuardedDns(new ServicesForEveryAddress(), false), proxy)) {
            for (String form : forms()) {
                asTarget(byForm, form);
            }
            // octal forms are decimal ones of other addresses here: said in plain numbers, they are nothing else to a
            // proxy
            assertThat(proxy.destinations()).allSatisfy(destination -> {
                assertThat(destination).matches("CONNECT \\d+\\.\\d+\\.\\d+\\.\\d+:\\d+ HTTP/1\\.1");
                assertThat(destination).doesNotContainPattern(" (0|10|127|169\\.254|172|192\\.168)\\.");
            });
            int before = proxy.destinations().size();

            // the proxy of this test leads here whatever it is asked for: what it is asked for is what counts
            assertThat(tried(name -> byName.send(call(addressOf(name)))))
                    .as("refused, but for the first try of each")
                    .isEqualTo(2 * TRIES);
            assertThat(proxy.destinations().subList(before, proxy.destinations().size()))
                    .as("one tunnel for those that come one after the other")
                    .hasSizeBetween(1, TRIES)
                    .containsOnly("CONNECT 192.88.99.1:" + door.getLocalPort() + " HTTP/1.1");
        }
    }

    @Test
    void whoChecksBeforeTheConnectionAsksAgainIsLedHere() throws Exception {
        GoodThenHere names = new GoodThenHere();
        GuardedDns guard = new GuardedDns(names, false);
        try (ApacheHttpCaller careless = caller(new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                assertThat(guard.resolve(host)).as("good").hasSize(1);
                return names.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        })) {
            careless.send(call(addressOf("careless.example")));
        }

        assertThat(connections).as("what the two tests above would see").hasValue(1);
    }

    @Test
    void noProxyOfTheMachineIsUsed() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(door.getLocalPort()));
        try (ApacheHttpCaller caller = caller(new GuardedDns(new Rebinding(0), false))) {
            asTarget(caller, "somewhere.example");
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }

        assertThat(connections).hasValue(0);
    }

    /** Good at first sight, this machine at the next, in one of several ways. */
    private static final class Rebinding implements DnsResolver {

        private final int way;
        private int lookups;

        private Rebinding(int way) {
            this.way = way;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            boolean first = lookups++ % 2 == 0;
            // not a host that answers: the test makes no call to the world
            InetAddress good = InetAddress.getByName("192.88.99." + way % 256);
            InetAddress here = InetAddress.getByName(
                    List.of("127.0.0.1", "::1", "0.0.0.0", "127.8.9.10").get(way % 4));
            return switch (way % 3) {
                case 0 -> new InetAddress[] {first ? refused() : here};
                case 1 -> new InetAddress[] {good, here};
                default -> new InetAddress[] {here, good};
            };
        }

        /** An address at which nobody answers at once, so that the caller comes again. */
        private static InetAddress refused() throws UnknownHostException {
            return InetAddress.getByName("169.254.0.1");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The first time that somebody asks for a name a public address, ever after this machine. */
    private static final class GoodThenHere implements DnsResolver {

        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final AtomicInteger lookups = new AtomicInteger();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            lookups.incrementAndGet();
            return new InetAddress[] {
                seen.add(host) ? InetAddress.getByName("192.88.99.1") : InetAddress.getLoopbackAddress()
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @FunctionalInterface
    private interface Send {

        Object to(String name) throws IOException;
    }

    /** @return how many of three tries for each of many names came to nothing */
    private static int tried(Send send) throws InterruptedException {
        AtomicInteger refused = new AtomicInteger();
        // the public address answers nobody: those who wait for it do so together
        Semaphore atOnce = new Semaphore(40);
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TRIES; i++) {
                String name = "rebinding-" + i + ".example";
                atOnce.acquire();
                calls.execute(() -> {
                    try {
                        for (int again = 0; again < 3; again++) {
                            refused.addAndGet(isRefused(send, name) ? 1 : 0);
                        }
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        return refused.get();
    }

    private static boolean isRefused(Send send, String name) {
        try {
            send.to(name);
            return false;
        } catch (IOException nothing) {
            return true;
        }
    }

    private URI addressOf(String name) {
        return URI.create("http://" + name + ":" + door.getLocalPort() + "/");
    }

    /** Names that the world resolves to whatever address is in them; the rest as this machine does. */
    private static final class ServicesForEveryAddress implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return host.endsWith(".nip.io") || host.endsWith(".sslip.io") || host.endsWith(".localtest.me")
                    ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                    : InetAddress.getAllByName(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private boolean asTarget(ApacheHttpCaller caller, String form) {
        URI uri;
        try {
            uri = new URI("http://" + form + ":" + door.getLocalPort() + "/");
        } catch (URISyntaxException noAddress) {
            return false;
        }
        if (uri.getHost() == null) {
            return false;
        }
        try {
            caller.send(call(uri));
            return true;
        } catch (IOException | RuntimeException refused) {
            return false;
        }
    }

    private ApacheHttpCaller caller(DnsResolver dns) {
        return caller(dns, (ThroughProxy) null);
    }

    private ApacheHttpCaller caller(DnsResolver dns, ConnectProxy proxy) {
        OperationSettings.Proxy settings = new OperationSettings.Proxy(URI.create(proxy.url()), null, null, false);
        return caller(dns, new ThroughProxy(settings, dns, name -> Optional.empty()));
    }

    private ApacheHttpCaller caller(DnsResolver dns, @Nullable ThroughProxy proxy) {
        return new ApacheHttpCaller(
                TestTargets.target(
                        "http://orders.example",
                        Map.of("connect-timeout", "100ms", "timeout", "1s", "max-concurrent", "40")),
                dns,
                proxy,
                timer);
    }

    private static Call call(URI uri) {
        return new Call("GET", uri, Map.of(), null, null, Duration.ofSeconds(1));
    }

    /** Hosts that all mean this machine, or might to somebody. */
    private static Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        for (int[] quad :
                new int[][] {{127, 0, 0, 1}, {127, 1, 2, 3}, {127, 255, 255, 254}, {0, 0, 0, 0}, {10, 0, 0, 1}}) {
            quads(quad, forms);
        }
        inIpv6(forms);
        names(forms);
        return forms;
    }

    private static void quads(int[] quad, Set<String> forms) {
        long number = ((long) quad[0] << 24) | (quad[1] << 16) | (quad[2] << 8) | quad[3];
        String dotted = quad[0] + "." + quad[1] + "." + quad[2] + "." + quad[3];
        List<String> plain = new ArrayList<>(List.of(
                dotted,
                String.valueOf(number),
                "0x" + Long.toHexString(number),
                "0X" + Long.toHexString(number).toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(number),
                "00" + Long.toOctalString(number),
                quad[0] + "." + (((long) quad[1] << 16) | (quad[2] << 8) | quad[3]),
                quad[0] + "." + quad[1] + "." + ((quad[2] << 8) | quad[3]),
                String.valueOf(number + (1L << 32)),
                "%31%32%37.0.0.1"));
        for (int hex = 0; hex < 16; hex++) {
            StringBuilder mixed = new StringBuilder();
            StringBuilder octal = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                mixed.append(i == 0 ? "" : ".")
                        .append((hex >> i & 1) == 0 ? String.valueOf(quad[i]) : "0x" + Integer.toHexString(quad[i]));
                octal.append(i == 0 ? "" : ".")
                        .append((hex >> i & 1) == 0 ? String.valueOf(quad[i]) : "0" + Integer.toOctalString(quad[i]));
            }
            plain.add(mixed.toString());
            plain.add(octal.toString());
        }
        for (String form : plain) {
            forms.add(form);
            forms.add(form + ".");
        }
        forms.add(wide(dotted, 0xFF10));
        forms.add(wide(dotted, 0x0660));
        forms.add(wide(dotted, 0x2460 - 1));
        forms.add(dotted.replace('.', '\u3002'));
        forms.add(dotted.replace('.', '\uFF0E'));
        forms.add(dotted + "%00");
        forms.add(dotted + "%20");
        forms.add("[::ffff:" + dotted + "]");
        forms.add("[::" + dotted + "]");
        forms.add("[64:ff9b::" + dotted + "]");
        forms.add("[64:ff9b:1::" + dotted + "]");
        forms.add("[::ffff:0:" + dotted + "]");
        forms.add("[fe80::5efe:" + dotted + "]");
        forms.add("[2001:0:" + hex(quad) + "::]");
        forms.add("[2002:" + hex(quad) + "::]");
        forms.add("[2002:" + hex(quad) + "::1]");
        forms.add("[::ffff:" + hex(quad) + "]");
        forms.add("[0:0:0:0:0:ffff:" + hex(quad) + "]");
        forms.add("[0000:0000:0000:0000:0000:FFFF:" + hex(quad).toUpperCase(Locale.ROOT) + "]");
        for (String service : List.of("nip.io", "sslip.io", "localtest.me")) {
            forms.add(dotted + "." + service);
            forms.add(dotted.replace('.', '-') + "." + service);
        }
    }

    private static void inIpv6(Set<String> forms) {
        forms.addAll(List.of(
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0000:0000:0000:0000:0000:0000:0001]",
                "[::0001]",
                "[0::1]",
                "[::1%25lo]",
                "[::1%250]",
                "[::1%251]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[fe80::1%25eth0]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd00::1]",
                "[fd00:ec2::254]",
                "[fd12:3456:789a::1]",
                "[ff02::1]",
                "[ff01::1]",
                "[::ffff:7f00:1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:db8::1]",
                "[100::1]",
                "[5f00::1]",
                "[3fff::1]"));
    }

    private static void names(Set<String> forms) {
        forms.addAll(List.of(
                "localhost",
                "LOCALHOST",
                "localhost.",
                "LocalHost",
                "localhost.localdomain",
                "localhost4",
                "localhost6",
                "ip6-localhost",
                "ip6-loopback",
                "foo.localhost",
                "local%68ost",
                "\u24DB\u24DE\u24D2\u24D0\u24DB\u24D7\u24DE\u24E2\u24E3",
                "169.254.169.254",
                "169.254.169.254.",
                "2852039166",
                "0xa9fea9fe",
                "025177524776",
                "0xa9.0xfe.0xa9.0xfe",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "metadata.google.internal",
                "metadata",
                "instance-data",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "0",
                "0.0.0.0",
                "00",
                "0x0",
                "127.1",
                "127.0.1",
                "1.0.0.127.in-addr.arpa",
                "127.0.0.1\\@orders.example",
                "orders.example#@127.0.0.1"));
    }

    private static String hex(int[] quad) {
        return Integer.toHexString((quad[0] << 8) | quad[1]) + ":" + Integer.toHexString((quad[2] << 8) | quad[3]);
    }

    /** Digits of another script. */
    private static String wide(String dotted, int zero) {
        StringBuilder wide = new StringBuilder();
        dotted.chars().forEach(c -> wide.appendCodePoint(c >= '0' && c <= '9' ? zero + c - '0' : c));
        return wide.toString();
    }
}
