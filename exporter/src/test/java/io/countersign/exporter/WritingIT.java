package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.exporter.LogDatabase.Logged;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** How rows get into a real PostgreSQL, driven by a fake broker. */
class WritingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LogDatabase database = RealParts.newDatabase(RealParts.sharedPostgres());
    private final FakeBroker broker = new FakeBroker();

    @Test
    void writesEveryRecordOnceInOrderAndTellsTheBroker() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.exportVariables(1, 3000).awaitAcknowledged(3000);
        }

        assertThat(database.log())
                .extracting(Logged::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 3000).boxed().toList());
        var row = database.logWhere("position = 25").getFirst();
        assertThat(row)
                .isEqualTo(new Logged(
                        25,
                        1025,
                        "VARIABLE",
                        "CREATED",
                        2,
                        "2026-09-21",
                        FakeRecord.variable(25).toJson()));
        assertThat(database.ask("select extract(epoch from ts) * 1000 from zeebe_record where position = 25"))
                .startsWith(Long.toString(FakeRecord.NOON + 25));
        assertThat(database.ask("select position || ' ' || state from exporter_position"))
                .isEqualTo("3000 RUNNING");
        assertThat(broker.mark()).isNotNull().extracting(Mark::position).isEqualTo(3000L);
    }

    @Test
    void keepsWhateverTextThereIsInAValue() {
        var long1 = "x".repeat(3 << 20) + "ü🖋";
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.export(FakeRecord.variable(1, "{\"v\":\"\\u0000 \\\\ \\n \t ü 🖋\"}"));
            exporter.export(FakeRecord.variable(2, long1));
            exporter.export(FakeRecord.variable(3));
            exporter.awaitAcknowledged(3);
        }

        assertThat(database.log())
                .extracting(Logged::value)
                .containsExactly("{\"v\":\"\\u0000 \\\\ \\n \t ü 🖋\"}", long1, "{\"name\":\"v3\"}");
    }

    @Test
    void movesOnPastRecordsThatNobodyWants() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.exportVariables(1, 1);
            exporter.export(FakeRecord.unwanted(2));
            exporter.export(FakeRecord.unwanted(3));
            exporter.awaitAcknowledged(3);
        }

        assertThat(database.count("select from zeebe_record")).isEqualTo(1);
        assertThat(database.ask("select position from exporter_position")).isEqualTo("3");
    }

    @Test
    void tellsListenersWhichPartitionHasNews() throws SQLException {
        try (var connection = database.connect();
                var listen = connection.createStatement();
                var exporter = RunningExporter.open(database, broker, 7, Map.of())) {
            listen.execute("listen countersign_records");
            exporter.exportVariables(1, 1);

            var news = connection.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());
            assertThat(news)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.getParameter()).isEqualTo("7"));
        }
    }

    @Test
    void makesTheDaysThatRecordsNeed() {
        var day = 86_400_000L;
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.export(FakeRecord.variable(1, FakeRecord.NOON, () -> "{}"));
            exporter.awaitAcknowledged(1);
            exporter.export(FakeRecord.variable(2, FakeRecord.NOON + 20 * day, () -> "{}"));
            exporter.awaitAcknowledged(2);
        }

        assertThat(database.log()).extracting(Logged::day).containsExactly("2026-09-21", "2026-10-11");
        assertThat(database.count("select from zeebe_record_default")).isZero();
        assertThat(database.ask("select to_regclass('zeebe_record_20261017')")).isNotNull();
    }

    @Test
    void putsTheOneBadRecordAsideAndWritesTheOthers() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.exportVariables(1, 99);
            exporter.export(FakeRecord.variable(100, "not JSON: \0"));
            exporter.exportVariables(101, 150);
            exporter.export(FakeRecord.variable(151, FakeRecord.NOON, () -> {
                throw new IllegalStateException("no JSON of this");
            }));
            exporter.exportVariables(152, 200).awaitAcknowledged(200);
        }

        assertThat(database.log())
                .extracting(Logged::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 200)
                        .filter(position -> position != 100 && position != 151)
                        .boxed()
                        .toList());
        assertThat(database.ask("select position || error from exporter_dead_letter order by position"))
                .startsWith("100")
                .contains("0x00");
        assertThat(database.ask("select value from exporter_dead_letter where position = 100"))
                .isEqualTo("\\x" + "6e6f74204a534f4e3a2000");
        assertThat(database.ask("select error from exporter_dead_letter where position = 151"))
                .contains("no JSON of this");
    }

    @Test
    void goesOnAfterABadRecordThatCameAlone() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.export(FakeRecord.variable(1, "\0"));
            exporter.export(FakeRecord.unwanted(2));
            exporter.awaitAcknowledged(2);
            exporter.exportVariables(3, 3).awaitAcknowledged(3);
        }

        assertThat(database.log()).extracting(Logged::position).containsExactly(3L);
        assertThat(database.ask("select position from exporter_position")).isEqualTo("3");
    }

    @Test
    void waitsForAReadOnlyDatabaseAndBuriesNothing() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.exportVariables(1, 1).awaitAcknowledged(1);
            database.execute(
                    "alter role exporter in database " + database.name() + " set default_transaction_read_only = on");
            endConnections();

            exporter.exportVariables(2, 50);
            await().during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> database.count("select from zeebe_record") == 1);
            database.execute(
                    "alter role exporter in database " + database.name() + " reset default_transaction_read_only");

            exporter.awaitAcknowledged(50);
        }
        assertThat(database.count("select from zeebe_record")).isEqualTo(50);
        assertThat(database.count("select from exporter_dead_letter")).isZero();
    }

    @Test
    void losesAndRepeatsNothingWhenConnectionsAreCutUnderLoad() {
        try (var exporter = RunningExporter.open(database, broker)) {
            for (var position = 1; position <= 20_000; position += 100) {
                exporter.exportVariables(position, position + 99);
                if (position % 2000 == 1) {
                    endConnections();
                }
            }
            exporter.awaitAcknowledged(20_000);
        }

        assertThat(database.count("select from zeebe_record")).isEqualTo(20_000);
        assertThat(database.count("select from exporter_dead_letter")).isZero();
    }

    @Test
    void staysWithinItsMemoryAndWaitsForTheTables() {
        var name = database.name() + "_later";
        database.postgres().createDatabase(name);
        var later = new LogDatabase(database.postgres(), name);
        try (var exporter = RunningExporter.open(later, broker, 1, Map.of("bufferRecords", 10))) {
            var full = assertThatThrownBy(() -> exporter.exportVariables(1, 1000));
            full.isInstanceOf(BufferFullException.class).hasMessageContaining("10 records");
            assertThat(broker.getLastExportedRecordPosition()).isEqualTo(-1);

            RealParts.migrated(database.postgres(), name);

            // what was turned away is offered again; the first of it came through to the writer or the buffer
            await().atMost(PATIENCE).until(() -> later.count("select from zeebe_record") >= 10);
            var next = Long.parseLong("" + later.ask("select max(position) from zeebe_record")) + 1;
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                exporter.exportVariables(next, next);
                return true;
            });
            exporter.awaitAcknowledged(next);
            assertThat(later.count("select from zeebe_record")).isEqualTo(next);
        }
    }

    @Test
    void endsSoonThoughTheDatabaseDoesNotAnswer() throws SQLException {
        try (var exporter = RunningExporter.open(database, broker);
                var connection = database.connect();
                var lock = connection.createStatement()) {
            exporter.exportVariables(1, 1).awaitAcknowledged(1);
            connection.setAutoCommit(false);
            lock.execute("lock table exporter_position in access exclusive mode");
            exporter.exportVariables(2, 2);

            var started = System.nanoTime();
            exporter.exporter().close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            connection.rollback();
        }
        assertThat(broker.getLastExportedRecordPosition()).isEqualTo(1);
    }

    private void endConnections() {
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database.name()
                + "' and usename = 'exporter'");
    }
}
