package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.exporter.LogDatabase.Logged;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which broker may write into which database, on a real PostgreSQL. */
class BelongingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LogDatabase database = RealParts.newDatabase(RealParts.sharedPostgres());
    private final FakeBroker broker = new FakeBroker();

    @Test
    void givesPartitionsThatComeAtOnceOneClusterId() {
        var exporters = new ArrayList<RunningExporter>();
        for (var partition = 1; partition <= 8; partition++) {
            exporters.add(RunningExporter.open(database, new FakeBroker(), partition, Map.of())
                    .exportVariables(1, 10));
        }
        exporters.forEach(exporter -> exporter.awaitAcknowledged(10));
        exporters.forEach(RunningExporter::close);

        assertThat(database.count("select from exporter_position")).isEqualTo(8);
        assertThat(database.count("select distinct cluster_id from exporter_position"))
                .isEqualTo(1);
        assertThat(database.count("select from zeebe_record")).isEqualTo(80);
        assertThat(exporters.stream()
                        .map(exporter ->
                                Objects.requireNonNull(exporter.broker().mark()).clusterId()))
                .hasSize(8)
                .containsOnly(java.util.UUID.fromString("" + database.ask("select cluster_id from exporter_position")));
    }

    @Test
    void writesNothingTwiceWhenTheBrokerGoesBackToASnapshot() {
        run(broker, 1, 50);
        var snapshot = broker.snapshot();
        run(broker, 51, 100);

        run(snapshot, 51, 150);

        assertLogIs(150);
    }

    @Test
    void knowsABrokerAgainThatWasKilledBeforeItsFirstSnapshot() {
        run(broker, 1, 100);
        var forgetful = new FakeBroker();

        run(forgetful, 1, 150);

        assertLogIs(150);
        assertThat(Objects.requireNonNull(forgetful.mark()).clusterId())
                .isEqualTo(Objects.requireNonNull(broker.mark()).clusterId());
    }

    @Test
    void refusesABrokerWhoseDataWasReset() {
        run(broker, 1, 100);
        var reset = new FakeBroker();

        try (var exporter = RunningExporter.open(database, reset)) {
            exporter.export(other(5));
            awaitRefusal("data of this broker was reset or replaced", "position 5");
            // the broker is turned away at once, nothing piles up, nothing is acknowledged
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(refusalOf(() -> exporter.export(other(6))))
                            .contains("reset or replaced"));
            assertThat(reset.getLastExportedRecordPosition()).isEqualTo(-1);
            assertLogIs(100);

            // the operator gives it an empty log
            database.execute("truncate zeebe_record, exporter_position");
            exporter.awaitAcknowledged(5);
        }
        assertThat(database.log()).extracting(Logged::key).containsExactly(other(5).getKey());
        assertThat(database.ask("select state from exporter_position")).isEqualTo("RUNNING");
    }

    @Test
    void refusesABrokerOfWhichTheLogHoldsNothing() {
        run(broker, 1, 100);
        var reset = new FakeBroker();

        try (var exporter = RunningExporter.open(database, reset)) {
            exporter.export(FakeRecord.unwanted(7));
            exporter.export(FakeRecord.variable(101));
            awaitRefusal("reset or replaced", "up to position 100");
        }
        assertLogIs(100);
        assertThat(reset.getLastExportedRecordPosition()).isEqualTo(-1);
    }

    @Test
    void takesABrokerOnThatForgotEverythingWhereNothingWasWrittenYet() {
        try (var exporter = RunningExporter.open(database, broker)) {
            exporter.export(FakeRecord.unwanted(30));
            exporter.awaitAcknowledged(30);
        }

        run(new FakeBroker(), 31, 40);

        assertThat(database.log()).extracting(Logged::position).hasSize(10);
    }

    @Test
    void refusesAResetBrokerThoughRetentionHasEmptiedTheLog() {
        run(broker, 1, 100);
        database.execute("truncate zeebe_record");

        try (var exporter = RunningExporter.open(database, new FakeBroker())) {
            exporter.export(other(5));
            awaitRefusal("reset or replaced", "of which the log holds none");
        }
        assertThat(database.count("select from zeebe_record")).isZero();
    }

    @Test
    void refusesTheBrokerOfAnotherCluster() {
        run(broker, 1, 10);
        var elsewhere = new FakeBroker();
        run(RealParts.newDatabase(RealParts.sharedPostgres()), elsewhere, 1, 10);

        try (var exporter = RunningExporter.open(database, elsewhere)) {
            awaitRefusal("holds the log of another broker");
            assertThat(refusalOf(() -> exporter.export(FakeRecord.variable(11))))
                    .contains("another broker");
        }
        assertLogIs(10);

        // the right broker is as welcome as before
        run(broker, 11, 20);
        assertLogIs(20);
        assertThat(database.ask("select state_detail from exporter_position")).isNull();
    }

    @Test
    void refusesABrokerThatWasRestoredAndWentAnotherWay() {
        run(broker, 1, 50);
        var restored = broker.snapshot();
        run(broker, 51, 100);

        try (var exporter = RunningExporter.open(database, restored)) {
            exporter.export(other(60));
            awaitRefusal("position 60 is not the one in the log");
        }
        assertLogIs(100);
    }

    @Test
    void refusesADatabaseThatIsOlderThanTheBrokerUntilAnOperatorAcceptsTheGap() {
        run(broker, 1, 100);
        database.execute("delete from zeebe_record where position > 40");
        database.execute("update exporter_position set position = 40");

        try (var exporter = RunningExporter.open(database, broker)) {
            awaitRefusal("position 41 to 100", "delete from exporter_position where partition_id = 1");

            database.execute("delete from exporter_position where partition_id = 1");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                exporter.export(FakeRecord.variable(101));
                return true;
            });
            exporter.awaitAcknowledged(101);
        }
        assertThat(database.log())
                .extracting(Logged::position)
                .containsExactlyElementsOf(LongStream.concat(LongStream.rangeClosed(1, 40), LongStream.of(101))
                        .boxed()
                        .toList());
    }

    @Test
    void leavesAPositionDeletedThatAnOperatorDeletesWhileItIsRefused() throws SQLException {
        run(broker, 1, 100);
        database.execute("update exporter_position set position = 40");

        try (var exporter = RunningExporter.open(database, broker)) {
            awaitRefusal("position 41 to 100");
            try (var operator = database.connect();
                    var statement = operator.createStatement()) {
                operator.setAutoCommit(false);
                statement.execute("delete from exporter_position where partition_id = 1");
                awaitSomebodyWaitsForALock();
                operator.commit();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.ask("select state || position from exporter_position"))
                            .isEqualTo("RUNNING100"));
            exporter.export(FakeRecord.variable(101));
            exporter.awaitAcknowledged(101);
        }
    }

    @Test
    void fillsAnEmptyDatabaseFromABrokerThatExportedBefore() {
        run(broker, 1, 100);
        var mark = Objects.requireNonNull(broker.mark());
        var empty = RealParts.newDatabase(RealParts.sharedPostgres());

        run(empty, broker, 101, 120);

        assertThat(empty.count("select from zeebe_record")).isEqualTo(20);
        assertThat(empty.ask("select cluster_id from exporter_position"))
                .isEqualTo(mark.clusterId().toString());
    }

    private void run(FakeBroker which, long from, long to) {
        run(database, which, from, to);
    }

    private static void run(LogDatabase target, FakeBroker which, long from, long to) {
        try (var exporter = RunningExporter.open(target, which)) {
            exporter.exportVariables(from, to).awaitAcknowledged(to);
        }
    }

    /** A record of the same position with another history. */
    private static FakeRecord other(long position) {
        return FakeRecord.variable(position, FakeRecord.NOON + 1_000_000 + position, () -> "{}");
    }

    private static String refusalOf(Runnable export) {
        try {
            export.run();
            return "";
        } catch (BufferFullException e) {
            return "" + e.getMessage();
        }
    }

    private void awaitRefusal(String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(database.ask("select state || ': ' || state_detail from exporter_position"))
                                .startsWith("REFUSED: ")
                                .contains(List.of(words)));
    }

    private void awaitSomebodyWaitsForALock() {
        await().atMost(PATIENCE)
                .until(() -> database.count("select 1 from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                        > 0);
    }

    private void assertLogIs(long last) {
        assertThat(database.log())
                .extracting(Logged::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }
}
