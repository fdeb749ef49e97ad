package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.FreePorts;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `up --external`: PostgreSQL and Zeebe are somebody else's. */
class ExternalIT {

    private final Distributions distributions = Distributions.fetched(Progress.silent());

    @TempDir
    Path folder;

    @Test
    void usesTheGivenPartsAndOffersALinkInsteadOfDemoData() throws Exception {
        var postgresSettings = PostgresSettings.in(distributions, folder.resolve("postgres"));
        var zeebeSettings = ZeebeSettings.in(distributions, folder.resolve("zeebe"));
        try (var postgres = PostgresServer.start(postgresSettings, Progress.silent());
                var zeebe = ZeebeBroker.start(zeebeSettings, Progress.silent())) {
            // given
            postgres.createDatabase("approvals");

            // when
            try (var up = start(postgres, zeebe, postgres.superuserPassword()).awaitReady()) {
                // then
                assertThat(up.after("PostgreSQL: ")).isEqualTo("localhost:" + postgres.port() + "/approvals");
                assertThat(up.lines()).noneMatch(line -> line.contains("Demo"));
                var link = URI.create(up.after("Make the first administrator, once and within a day: "));
                assertThat(link).hasPort(up.port());
                assertThat(up.status("/api/v1" + link.getPath())).isEqualTo(200);
                // where the demo would answer in JSON, the web app says that there is no such page
                assertThat(up.body("/mailbox/messages")).startsWithIgnoringCase("<!doctype html");
                assertThat(up.body("/order-system/orders")).startsWithIgnoringCase("<!doctype html");
            }
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
            assertThat(ProcessHandle.of(zeebe.pid())).isPresent();
        }
    }

    @Test
    void letsEachNodeInWithALoginOfItsOwn() throws Exception {
        var settings = PostgresSettings.in(distributions, folder.resolve("postgres"));
        try (var postgres = PostgresServer.start(settings, Progress.silent());
                var one = DataFolder.open(folder.resolve("one"));
                var other = DataFolder.open(folder.resolve("other"))) {
            postgres.createDatabase("approvals");

            var logins = Stream.of(one, other, one)
                    .map(data -> prepared(postgres, data).app())
                    .toList();

            assertThat(logins.get(2)).isEqualTo(logins.get(0)).isNotEqualTo(logins.get(1));
            for (var login : logins) {
                try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl("approvals"), login.user(), login.password())) {
                    assertThat(ProductDatabase.value(connection, "select count(*) from app_user"))
                            .isEqualTo("0");
                }
            }
        }
    }

    private static Parts prepared(PostgresServer postgres, DataFolder data) {
        var nowhere = URI.create("http://127.0.0.1:1");
        var external = new PartsSettings.External(
                postgres.jdbcUrl("approvals"), postgres.superuser(), postgres.superuserPassword(), nowhere, nowhere);
        return new ExternalParts(external, data, new Console(new PrintStream(OutputStream.nullOutputStream()))).start();
    }

    @Test
    void saysWhatToCheckWhereItIsNotLetIn() throws Exception {
        var postgresSettings = PostgresSettings.in(distributions, folder.resolve("postgres"));
        try (var postgres = PostgresServer.start(postgresSettings, Progress.silent())) {
            var up = start(postgres.jdbcUrl("postgres"), "http://127.0.0.1:1", "http://127.0.0.1:1", "guess");

            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.lines())
                    .last()
                    .asString()
                    .startsWith("countersign: The database " + postgres.jdbcUrl("postgres") + " can't be used")
                    .contains("COUNTERSIGN_POSTGRES_PASSWORD");
        }
    }

    private CountersignProcess start(PostgresServer postgres, ZeebeBroker zeebe, String password) throws Exception {
        return start(
                postgres.jdbcUrl("approvals"),
                zeebe.grpcAddress().toString(),
                zeebe.restAddress().toString(),
                password);
    }

    private CountersignProcess start(String url, String grpc, String rest, String password) throws Exception {
        return CountersignProcess.start(
                FreePorts.one(),
                folder.resolve("data"),
                List.of(
                        "--external",
                        "--postgres-url",
                        url,
                        "--postgres-user",
                        "postgres",
                        "--postgres-password",
                        password,
                        "--zeebe-grpc",
                        grpc,
                        "--zeebe-rest",
                        rest));
    }
}
