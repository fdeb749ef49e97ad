package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeSettings;
import io.countersign.exporter.LogDatabase.Logged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real exporter in a real broker, while parts of it are killed. */
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void losesAndRepeatsNothingWhenPostgresIsKilledUnderLoad() throws InterruptedException {
        var postgres = RealParts.postgresIn(folder.resolve("postgres"));
        var database = RealParts.newDatabase(postgres);
        // a small buffer, so that the broker is turned away while the database is gone
        var settings = RealParts.broker(folder.resolve("zeebe"), ZeebeSettings.DEFAULT_VERSION, database, "1000")
                .withPartitions(2);
        try (var broker = RealParts.start(settings);
                var client = RealParts.clientOf(broker)) {
            Load.deploy(client);
            var load = Load.start(client);
            awaitCreated(load, 500);

            postgres.kill();
            awaitCreated(load, 1500);
            postgres = RealParts.restart(postgres);
            awaitCreated(load, 2000);
            load.stop();

            awaitLogged(database, load.created());
            assertLogIsComplete(database);
            assertThat(database.count("select from exporter_dead_letter")).isZero();
            assertThat(database.count("select from exporter_position")).isEqualTo(2);
            assertThat(database.count("select distinct cluster_id from exporter_position"))
                    .isEqualTo(1);
        } finally {
            postgres.close();
        }
    }

    @Test
    void writesAgainWhatPostgresHasLost() {
        var postgres = forgetfulPostgres();
        var database = RealParts.newDatabase(postgres);
        try (var exporter = RunningExporter.open(database, new FakeBroker())) {
            for (long last = 100; last <= 500; last += 100) {
                exportInTwoParts(exporter, database, last - 99, last);
                postgres.kill();
                postgres = RealParts.restart(postgres);
            }
            exporter.awaitAcknowledged(500);
        } finally {
            postgres.kill();
        }

        assertHolds(database, RealParts.restart(postgres), 500);
    }

    @Test
    void tellsTheBrokerNothingThatPostgresMayStillLose() {
        var postgres = forgetfulPostgres();
        var database = RealParts.newDatabase(postgres);
        var broker = new FakeBroker();
        var lost = 0L;
        var told = 0L;
        for (long last = 100; last <= 500; last += 100) {
            try (var exporter = RunningExporter.open(database, broker)) {
                exportInTwoParts(exporter, database, told + 1, last);
                postgres.kill();
            }
            postgres = RealParts.restart(postgres);

            var kept = database.count("select from zeebe_record");
            told = broker.getLastExportedRecordPosition();
            assertThat(kept).isGreaterThanOrEqualTo(told);
            lost += last - kept;
        }
        assertThat(lost).isPositive();
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.exportVariables(told + 1, 500).awaitAcknowledged(500);
        } finally {
            postgres.kill();
        }

        assertHolds(database, RealParts.restart(postgres), 500);
    }

    /** Keeps in memory what no commit waits for. */
    private PostgresServer forgetfulPostgres() {
        return PostgresServer.start(
                RealParts.postgresSettings(folder).withParameters(Map.of("wal_writer_delay", "10s")),
                Progress.silent());
    }

    /** The first part is safe, the second has only just been written. */
    private static void exportInTwoParts(RunningExporter exporter, LogDatabase database, long from, long last) {
        exporter.exportVariables(from, last - 50).awaitAcknowledged(last - 50);
        exporter.exportVariables(last - 49, last);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> database.count("select from zeebe_record") == last);
    }

    private static void assertHolds(LogDatabase database, PostgresServer postgres, long records) {
        try (postgres) {
            assertThat(database.log())
                    .extracting(Logged::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, records).boxed().toList());
        }
    }

    @Test
    void losesAndRepeatsNothingWhenTheBrokerIsKilledUnderLoad() throws InterruptedException {
        var database = RealParts.newDatabase(RealParts.sharedPostgres());
        var settings = RealParts.broker(folder, ZeebeSettings.DEFAULT_VERSION, database, "100000");
        var broker = RealParts.start(settings);
        Load load;
        try (var client = RealParts.clientOf(broker)) {
            Load.deploy(client);
            load = Load.start(client);
            awaitCreated(load, 1000);
            broker.kill();
            load.stop();
        }

        // nothing was in a snapshot yet: the exporter's own memory in the broker is gone
        try (var again = RealParts.start(settings);
                var client = RealParts.clientOf(again)) {
            var more = Load.start(client);
            awaitCreated(more, 500);
            more.stop();

            awaitLogged(database, load.created());
            awaitLogged(database, more.created());
            assertLogIsComplete(database);
            assertThat(database.ask("select state from exporter_position")).isEqualTo("RUNNING");
        }
    }

    @Test
    void refusesABrokerWhoseDataWasDeleted() throws IOException {
        var database = RealParts.newDatabase(RealParts.sharedPostgres());
        var settings = RealParts.broker(folder, ZeebeSettings.DEFAULT_VERSION, database, "100000");
        try (var broker = RealParts.start(settings);
                var client = RealParts.clientOf(broker)) {
            Load.deploy(client);
            await().atMost(PATIENCE).until(() -> database.count("select from zeebe_record") > 0);
        }
        var before = database.log();

        delete(folder);
        try (var broker = RealParts.start(settings);
                var client = RealParts.clientOf(broker)) {
            Load.deploy(client);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(database.ask("select state || ' ' || state_detail from exporter_position"))
                                    .startsWith("REFUSED ")
                                    .contains("reset or replaced"));
            assertThat(database.log()).isEqualTo(before);
        }
    }

    private static void awaitCreated(Load load, int instances) {
        await().atMost(PATIENCE).until(() -> load.created().size() >= instances);
    }

    /** Every instance that the broker promised to run is in the log, from its first record to its last. */
    private static void awaitLogged(LogDatabase database, Set<Long> instances) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(database.keys(
                                "select process_instance_key from zeebe_record where process_instance_key > 0"
                                        + " group by 1 having count(*) = " + Load.ROWS_PER_INSTANCE))
                        .containsAll(instances));
    }

    private static void assertLogIsComplete(LogDatabase database) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.keys(
                                "select process_instance_key from zeebe_record where process_instance_key > 0"
                                        + " group by 1 having count(*) <> " + Load.ROWS_PER_INSTANCE))
                        .isEmpty());
        assertThat(
                        database.count(
                                "select from zeebe_record group by partition_id, record_key, value_type, intent having count(*) > 1"))
                .isZero();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
