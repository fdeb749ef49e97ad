package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

@EngineTest
@TestPropertySource(
        properties = {
            "countersign.web.events.heartbeat=300ms",
            "countersign.web.events.ahead=2s",
            "countersign.web.events.per-caller=2"
        })
class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    UserAccounts users;

    @Autowired
    ApiKeys keys;

    @Autowired
    Hints hints;

    @Autowired
    EventHub hub;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @Test
    void passOnHintsAndHeartbeats() throws Exception {
        var stream = system().stream("/api/v1/events");
        var lines = linesOf(stream);
        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(stream.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        await().atMost(PATIENCE).until(() -> lines.contains(":alive"));

        jdbc.sql("select pg_notify('countersign_hints', '{\"topics\":[\"people\",\"secret payload\"]}')")
                .query()
                .singleRow();
        await().atMost(PATIENCE).until(() -> lines.contains("data:{\"topics\":[\"people\"]}"));
        hints.send(List.of("tasks", "requests"));

        await().atMost(PATIENCE).until(() -> lines.contains("data:{\"topics\":[\"requests\",\"tasks\"]}"));
        assertThat(lines).contains("event:hint").anyMatch(line -> line.startsWith("id:"));
        stream.body().close();
        await().atMost(PATIENCE).until(() -> hub.size() == 0);
    }

    @Test
    void refuseTopicsThatNobodyWouldHear() {
        assertThatThrownBy(() -> hints.send(List.of("tasks", "novelties"))).hasMessageContaining("novelties");
    }

    @Test
    void gatherHintsThatComeAtOnce() throws Exception {
        var stream = system().stream("/api/v1/events");
        var lines = linesOf(stream);
        await().atMost(PATIENCE).until(() -> !lines.isEmpty());

        jdbc.sql("""
                        select count(pg_notify('countersign_hints', '{"topics":["incidents"],"n":' || n || '}'))
                        from generate_series(1, 500) n
                        """).query(Long.class).single();
        await().atMost(PATIENCE).until(() -> lines.contains("event:hint"));
        hints.send(List.of("definitions"));
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("definitions")));

        assertThat(lines.stream().filter("event:hint"::equals).count()).isBetween(1L, 20L);
        stream.body().close();
    }

    @Test
    void whatTheEngineWillConfirmIsToldWithThat() throws Exception {
        var stream = system().stream("/api/v1/events");
        var lines = linesOf(stream);
        await().atMost(PATIENCE).until(() -> !lines.isEmpty());

        transactions.executeWithoutResult(confirmed -> {
            hints.sendAhead(List.of("tasks"));
            hints.send(List.of("instances"));
        });
        await().atMost(PATIENCE).until(() -> lines.contains("data:{\"topics\":[\"instances\",\"tasks\"]}"));
        hints.sendAhead(List.of("requests"));

        await().atMost(PATIENCE).until(() -> lines.contains("data:{\"topics\":[\"requests\"]}"));
        assertThat(lines).doesNotContain("data:{\"topics\":[\"tasks\"]}");
        stream.body().close();
    }

    @Test
    void endWithTheSession() throws Exception {
        var browser = Client.browser(port);
        browser.signIn(TestPeople.user(users, Set.of(Role.USER)), TestPeople.PASSWORD);
        var stream = browser.stream("/api/v1/events");
        var lines = linesOf(stream);
        await().atMost(PATIENCE).until(() -> lines.contains(":alive"));

        browser.delete("/api/v1/session");

        await().atMost(PATIENCE).until(() -> lines.contains("end of stream"));
    }

    @Test
    void areBoundedPerCaller() throws Exception {
        var system = system();
        var open = List.of(system.stream("/api/v1/events"), system.stream("/api/v1/events"));

        var refused = system.get("/api/v1/events");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-connections");
        for (var stream : open) {
            stream.body().close();
        }
    }

    @Test
    void areHeardAgainAfterTheConnectionIsLost() throws Exception {
        var stream = system().stream("/api/v1/events");
        var lines = linesOf(stream);
        await().atMost(PATIENCE).until(() -> listeners() == 1);

        jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countersign-hints'"
                        + " and datname = current_database()")
                .query()
                .listOfRows();

        // whatever was missed: ask for everything again
        await().atMost(PATIENCE)
                .until(() ->
                        lines.stream().filter(line -> line.contains("people")).count() >= 1);
        stream.body().close();
    }

    private int listeners() {
        return jdbc.sql("select count(*) from pg_stat_activity where application_name = 'countersign-hints'"
                        + " and datname = current_database()")
                .query(Integer.class)
                .single();
    }

    private Client system() {
        return Client.system(port, TestPeople.key(keys, Set.of(Role.USER)));
    }

    private static Queue<String> linesOf(HttpResponse<InputStream> stream) {
        var lines = new ConcurrentLinkedQueue<String>();
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException closed) {
                lines.add("closed");
            }
            lines.add("end of stream");
        });
        return lines;
    }
}
