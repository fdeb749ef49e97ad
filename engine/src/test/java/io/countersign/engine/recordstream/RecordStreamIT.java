package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.countersign.engine.TestDatabase;
import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.RecordedRecords.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several nodes on one log. */
class RecordStreamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.create();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());
    private final List<Line> lines = RecordedRecords.of("8.5.8");
    private final List<Harness> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Harness::close);
    }

    @Test
    void picksUpNewPartitionsAndRecords() {
        Harness node = started();
        RecordedRecords.export(database.owner(), 1, lines.subList(0, 100));

        awaitApplied(1, lines.get(99).position());
        RecordedRecords.export(database.owner(), 1, lines.subList(100, lines.size()));
        awaitApplied(1, lines.getLast().position());

        assertThat(node.hints).anySatisfy(topics -> assertThat(topics).contains("tasks", "instances", "requests"));
        assertThat(node.applied)
                .extracting(RecordsApplied::position)
                .contains(lines.getLast().position());
        assertThat(node.row("process_instance", 2251799813685259L)).containsEntry("state", "COMPLETED");
    }

    @Test
    void hasOneOwnerPerPartitionWhoHandsOverWhenHeLeaves() {
        RecordedRecords.export(database.owner(), 1, lines.subList(0, 50));
        Harness first = started();
        awaitApplied(1, lines.get(49).position());
        Harness second = started();

        RecordedRecords.export(database.owner(), 1, lines.subList(50, 100));
        awaitApplied(1, lines.get(99).position());
        assertThat(second.applied).isEmpty();

        first.stream.stop();
        RecordedRecords.export(database.owner(), 1, lines.subList(100, lines.size()));
        awaitApplied(1, lines.getLast().position());
        await().atMost(PATIENCE).until(() -> !second.applied.isEmpty());
    }

    @Test
    void takesOverWithinFiveSecondsWhenTheOwnerIsKilled() throws Exception {
        RecordedRecords.export(database.owner(), 1, lines.subList(0, 50));
        Process victim = NodeProcess.start(database);
        try {
            awaitApplied(1, lines.get(49).position());
            Harness heir = started();
            RecordedRecords.export(database.owner(), 1, lines.subList(50, 100));
            awaitApplied(1, lines.get(99).position());
            assertThat(heir.applied).isEmpty();

            victim.destroyForcibly().waitFor();
            RecordedRecords.export(database.owner(), 1, lines.subList(100, lines.size()));

            await().atMost(Duration.ofSeconds(5)).until(() -> !heir.applied.isEmpty());
            awaitApplied(1, lines.getLast().position());
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void comesBackWhenTheDatabaseEndedItsSessions() {
        Harness node = started();
        RecordedRecords.export(database.owner(), 1, lines.subList(0, 100));
        awaitApplied(1, lines.get(99).position());

        owner.queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        RecordedRecords.export(database.owner(), 1, lines.subList(100, lines.size()));

        awaitApplied(1, lines.getLast().position());
        assertThat(node.jdbc.queryForObject("select count(*) from projection_dead_letter", Integer.class))
                .isZero();
        await().atMost(PATIENCE).until(() -> node.stream.failures().isEmpty());
    }

    @Test
    void keepsOutAnOwnerWhoseCursorWasMoved() {
        RecordedRecords.export(database.owner(), 1, lines);
        Harness late = node(Harness.batchesOf(50));
        Harness early = node(Harness.batchesOf(50));
        Cursor stale = late.step.start(1);
        early.catchUp(1);
        Map<String, String> digest = early.digest();

        assertThat(catchThrowable(() -> late.step.from(1, stale, Mode.LIVE))).isInstanceOf(Cursors.FencedOff.class);

        assertThat(late.digest()).isEqualTo(digest);
    }

    @Test
    void letsSomebodyWaitForTheReadModelToChange() throws InterruptedException {
        Harness node = started();
        Harness other = started();
        long here = node.appliedRecords.mark();
        long there = other.appliedRecords.mark();

        RecordedRecords.export(database.owner(), 1, lines);

        assertThat(node.appliedRecords.awaitAfter(here, PATIENCE) || other.appliedRecords.awaitAfter(there, PATIENCE))
                .isTrue();
        assertThat(node.appliedRecords.awaitAfter(node.appliedRecords.mark() + 1, Duration.ZERO))
                .isTrue();
    }

    private Harness started() {
        Harness node = node(Harness.SETTINGS);
        node.stream.start();
        return node;
    }

    private Harness node(RecordStreamSettings settings) {
        Harness node = new Harness(database, settings, projections -> projections);
        nodes.add(node);
        return node;
    }

    private void awaitApplied(int partitionId, long position) {
        await().atMost(PATIENCE)
                .until(
                        () -> positions(partitionId),
                        positions -> positions.stream().anyMatch(at -> at >= position));
    }

    private Collection<Long> positions(int partitionId) {
        return owner.queryForList(
                "select position from projection_cursor where partition_id = ?", Long.class, partitionId);
    }
}
