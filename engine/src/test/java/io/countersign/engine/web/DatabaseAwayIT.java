package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.engine.Client;
import io.countersign.engine.EngineApplication;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.store.Migrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Kills the database under a running engine, with its own of both. */
class DatabaseAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void isSaidHonestlyAndOutlived() {
        var postgres = PostgresServer.start(
                PostgresSettings.in(Distributions.fetched(Progress.silent()), folder.resolve("postgres"))
                        .withParameters(Map.of("shared_buffers", "32MB")),
                Progress.silent());
        try (var engine = start(postgres)) {
            var browser = Client.browser(port(engine));
            var username = TestPeople.user(engine.getBean(UserAccounts.class), Set.of(Role.USER));
            assertThat(browser.signIn(username, TestPeople.PASSWORD).status()).isEqualTo(200);

            postgres.kill();

            var away = browser.get("/api/v1/me");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.problem()).isEqualTo("database-unavailable");
            assertThat(away.header("Retry-After")).isNotEmpty();
            assertThat(away.body().path("requestId").asString()).isEqualTo(away.header("X-Request-Id"));
            assertThat(away.raw().body()).doesNotContain("Exception").doesNotContain("127.0.0.1");
            assertThat(browser.signIn(username, TestPeople.PASSWORD).problem()).isEqualTo("database-unavailable");
            var probe = Client.browser(port(engine));
            assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(probe.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(browser.get("/").status()).isEqualTo(200);

            postgres = PostgresServer.start(postgres.settings(), Progress.silent());

            // the session is still there
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(browser.get("/api/v1/me").status()).isEqualTo(200));
        } finally {
            postgres.stop();
        }
    }

    private static ConfigurableApplicationContext start(PostgresServer postgres) {
        postgres.createDatabase("away");
        Migrations.run(new DriverManagerDataSource(
                postgres.jdbcUrl("away"), postgres.superuser(), postgres.superuserPassword()));
        postgres.createLoginRole("app", "secret", "countersign_app");
        return new SpringApplicationBuilder(EngineApplication.class)
                .run(
                        "--spring.config.name=engine",
                        "--server.port=0",
                        "--spring.datasource.url=" + postgres.jdbcUrl("away"),
                        "--spring.datasource.username=app",
                        "--spring.datasource.password=secret",
                        "--spring.datasource.hikari.connection-timeout=1000",
                        "--countersign.audit.lookup-key=dGhpcnR5LXR3byBieXRlcyBhcmUgZW5vdWdoIGhlcmU=",
                        "--countersign.zeebe.grpc-address=http://127.0.0.1:1",
                        "--countersign.zeebe.rest-address=http://127.0.0.1:1");
    }

    private static int port(ConfigurableApplicationContext engine) {
        return engine.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
