package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product as a person starts, kills and stops it. */
class UpIT {

    @TempDir
    Path folder;

    @Test
    void startsServesHealsAndStops() throws Exception {
        try (var up = CountersignProcess.start(folder.resolve("data")).awaitReady()) {
            assertThat(up.status("/actuator/health/readiness")).isEqualTo(200);
            assertThat(up.status("/mailbox")).isEqualTo(200);
            assertThat(up.status("/order-system")).isEqualTo(200);
            assertThat(up.status("/api/v1/me")).isEqualTo(401);
            assertThat(up.status("/api/v1/audit-entries", "Authorization", "Bearer " + up.after("Demo API key: ")))
                    .isEqualTo(200);
            assertThat(up.after("Demo users: ")).startsWith("requester, manager, finance, designer, operator, admin");
            assertCommitsAreDurable(up);
            refusesASecondRunOnTheSameData(up);
            refusesATakenPort(up);
            startsAChildAgainThatDied(up);
            stopsWithAllChildrenOnTerm(up);
        }
    }

    private static void assertCommitsAreDurable(CountersignProcess up) throws IOException, SQLException {
        try (var connection = ProductDatabase.of(up)) {
            assertThat(ProductDatabase.value(connection, "show fsync")).isEqualTo("on");
            assertThat(ProductDatabase.value(connection, "show synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    private static void refusesASecondRunOnTheSameData(CountersignProcess up) throws Exception {
        var second = CountersignProcess.start(up.data());

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.lines())
                .singleElement()
                .asString()
                .startsWith("countersign: The data folder")
                .contains("in use by another Countersign");
    }

    private void refusesATakenPort(CountersignProcess up) throws Exception {
        var second = CountersignProcess.start(up.port(), folder.resolve("other"), List.of());

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.lines())
                .singleElement()
                .asString()
                .startsWith("countersign: Port " + up.port() + " is taken")
                .contains("--port");
    }

    private static void startsAChildAgainThatDied(CountersignProcess up) throws Exception {
        var zeebe = up.zeebe();
        var postgres = up.postgres();
        zeebe.destroyForcibly();
        postgres.destroyForcibly();

        up.awaitLine("PostgreSQL is back");
        up.awaitLine("Zeebe is back");
        assertThat(up.zeebe()).isNotEqualTo(zeebe);
        assertThat(up.postgres()).isNotEqualTo(postgres);
        await().atMost(Duration.ofMinutes(1)).until(() -> up.status("/actuator/health/readiness") == 200);
    }

    private static void stopsWithAllChildrenOnTerm(CountersignProcess up) throws Exception {
        var zeebe = up.zeebe();
        var postgres = up.postgres();

        up.terminate();

        assertThat(up.awaitExit()).isEqualTo(143);
        assertThat(zeebe.isAlive()).isFalse();
        assertThat(postgres.isAlive()).isFalse();
        assertThat(FreePorts.isFree(up.port())).isTrue();
        assertThat(up.lines()).last().asString().startsWith("Stopped");
    }

    @Test
    void findsItsDataAndItsOrphansAfterAKill() throws Exception {
        // given
        var data = folder.resolve("data");
        var killed = CountersignProcess.start(data).awaitReady();
        var key = killed.after("Demo API key: ");
        var zeebe = killed.zeebe();
        var postgres = killed.postgres();
        killed.kill();
        assertThat(zeebe.isAlive()).isTrue();
        assertThat(postgres.isAlive()).isTrue();

        // when
        try (var up = CountersignProcess.start(data).awaitReady()) {
            // then
            assertThat(zeebe.isAlive()).isFalse();
            assertThat(postgres.isAlive()).isFalse();
            assertThat(up.after("Demo API key: ")).isEqualTo(key);

            // Ctrl-C
            up.interrupt();
            assertThat(up.awaitExit()).isEqualTo(130);
        }
        rebuildsTheReadModel(data);
    }

    private static void rebuildsTheReadModel(Path data) throws Exception {
        try (var rebuild = CountersignProcess.rebuild(data)) {
            assertThat(rebuild.awaitExit()).isZero();
            assertThat(rebuild.lines())
                    .anyMatch(line -> line.matches(".*Partition 1: .* records, done"))
                    .last()
                    .isEqualTo("The read model is rebuilt");
        }
    }

    @Test
    void leavesNothingBehindWhenStoppedWhileStarting() throws Exception {
        // given
        try (var up = CountersignProcess.start(folder.resolve("data"))) {
            up.awaitLine("Starting Zeebe");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(up.data().resolve("zeebe/zeebe.pid")));
            var zeebe = up.zeebe();
            var postgres = up.postgres();

            // when
            up.terminate();

            // then
            assertThat(up.awaitExit()).isEqualTo(143);
            assertThat(zeebe.isAlive()).isFalse();
            assertThat(postgres.isAlive()).isFalse();
        }
    }

    @Test
    void saysWhichPortOfAPartIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var up = CountersignProcess.start(
                    FreePorts.one(),
                    folder.resolve("data"),
                    List.of("--postgres-port", Integer.toString(taken.getLocalPort())));

            assertThat(up.awaitExit()).isEqualTo(1);
            assertThat(up.lines())
                    .last()
                    .asString()
                    .startsWith("countersign: Port " + taken.getLocalPort() + " for PostgreSQL is taken");
        }
    }
}
