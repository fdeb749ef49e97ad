package io.countersign.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private final Distributions distributions = Distributions.fetched(Progress.silent());

    @TempDir
    Path folder;

    @Test
    void confirmsNoCommitBeforeItIsOnTheDisk() throws SQLException {
        try (var server = start();
                var connection = server.superuserConnection("postgres")) {
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(show(connection, "full_page_writes")).isEqualTo("on");
            assertThat(show(connection, "server_version")).startsWith("18.");
            assertThat(show(connection, "server_encoding")).isEqualTo("UTF8");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException, SQLException {
        try (var server = start()) {
            server.createDatabase("sales");
            server.createGroupRole("sellers");
            server.createLoginRole("o'neil", "it's \"secret\"", "sellers");

            try (var connection = DriverManager.getConnection(server.jdbcUrl("sales"), "o'neil", "it's \"secret\"")) {
                assertThat(query(connection, "select pg_has_role('sellers', 'member')"))
                        .isEqualTo("t");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("sales"), "o'neil", "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("sales"), "postgres", "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("superuser.password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsCommittedRowsWhenKilledAndStartedAgain() throws SQLException {
        // given
        var server = start();
        try (var connection = server.superuserConnection("postgres")) {
            connection.createStatement().execute("create table kept (id int)");
            connection.createStatement().execute("insert into kept values (42)");
        }

        // when
        server.kill();
        assertThat(ProcessHandle.of(server.pid())).isEmpty();

        // then
        try (var again = PostgresServer.start(server.settings(), Progress.silent());
                var connection = again.superuserConnection("postgres")) {
            assertThat(again.port()).isEqualTo(server.port());
            assertThat(query(connection, "select id from kept")).isEqualTo("42");
        }
    }

    @Test
    void endsTheOrphanOfAKilledRunButNoStranger() throws IOException {
        // given a server whose owner is gone: nobody has stopped it, its pid file is there
        var orphan = start();
        var pidFile = folder.resolve("postgres.pid");
        var stranger = new ProcessBuilder("sleep", "300").start();
        try {
            // when
            try (var server = PostgresServer.start(PostgresSettings.in(distributions, folder), Progress.silent())) {
                // then
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> ProcessHandle.of(orphan.pid()).isEmpty());
                assertThat(server.pid()).isNotEqualTo(orphan.pid());
            }
            // given a pid that somebody else has by now
            Files.writeString(pidFile, stranger.pid() + "\nanother-boot/1\n");

            // when
            start().stop();

            // then
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void refusesAFolderThatAnotherServerUses() throws IOException {
        try (var server = start()) {
            Files.delete(folder.resolve("postgres.pid"));

            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("in use by the PostgreSQL with process id " + server.pid());
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionWithAWayOut() throws IOException {
        // given
        start().stop();
        Files.writeString(folder.resolve("pgdata/PG_VERSION"), "17\n");

        // when // then
        assertThatThrownBy(this::start)
                .isInstanceOf(WrongDataVersionException.class)
                .hasMessageContaining("of PostgreSQL 17, this is 18")
                .hasMessageContaining("pg_dump")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void saysWhyItCouldNotStart() {
        var settings = PostgresSettings.in(distributions, folder).withParameters(Map.of("shared_buffers", "rubbish"));

        assertThatThrownBy(() -> PostgresServer.start(settings, Progress.silent()))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("shared_buffers");
    }

    private PostgresServer start() {
        return PostgresServer.start(PostgresSettings.in(distributions, folder), Progress.silent());
    }

    private static String show(Connection connection, String parameter) throws SQLException {
        return query(connection, "show " + parameter);
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
