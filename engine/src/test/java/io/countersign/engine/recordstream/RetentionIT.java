package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.TestDatabase;
import io.countersign.engine.recordstream.LogDays.LogDay;
import io.countersign.engine.recordstream.RecordedRecords.Line;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The recording split over three days: what happened until the first job, until the first task was completed, and the rest. */
class RetentionIT {

    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final long OPEN = 2251799813685283L;
    private static final long COMPLETED = 2251799813685259L;

    private final TestDatabase database = TestDatabase.create();
    private final Harness node = new Harness(database, Harness.batchesOf(40), projections -> projections);
    private final LogDays days = new LogDays(node.jdbc);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void keepsADayWithRecordsOfOpenInstancesAndDropsItOnceTheyHaveEnded() {
        export();
        node.catchUp(1);

        look(FIRST.plusDays(30), DataSize.ofGigabytes(1));
        assertThat(daysOfTheRecording()).containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));

        node.jdbc.update("update process_instance set state = 'COMPLETED' where state = 'ACTIVE'");
        look(FIRST.plusDays(30), DataSize.ofGigabytes(1));
        assertThat(daysOfTheRecording()).isEmpty();
    }

    @Test
    void keepsADayThatIsNotProjectedYet() {
        export();

        look(FIRST.plusDays(30), DataSize.ofBytes(1));

        assertThat(daysOfTheRecording()).hasSize(3);
    }

    @Test
    void keepsWhatIsYoungEnough() {
        export();
        node.catchUp(1);
        node.jdbc.update("update process_instance set state = 'COMPLETED' where state = 'ACTIVE'");

        look(FIRST.plusDays(8), DataSize.ofGigabytes(1));

        assertThat(daysOfTheRecording()).containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));
    }

    @Test
    void dropsTheOldestDaysOfALogThatIsTooLargeButNeverToday() {
        export();
        node.catchUp(1);

        look(FIRST.plusDays(2), DataSize.ofBytes(1));

        assertThat(daysOfTheRecording()).containsExactly(FIRST.plusDays(2));
    }

    @Test
    void rebuildsTheSameReadModelFromWhatIsLeftOfTheLog() {
        export();
        node.catchUp(1);
        Map<String, String> before = node.digest();
        look(FIRST.plusDays(2), DataSize.ofBytes(1));

        node.rebuild();

        assertThat(node.digest()).isEqualTo(before);
        assertThat(node.row("process_instance", COMPLETED)).doesNotContainEntry("start_id", null);
        assertThat(node.row("process_instance", OPEN)).containsEntry("state", "ACTIVE");
    }

    @Test
    void makesRoomForTheDaysToCome() {
        LocalDate today = LocalDate.of(2040, 1, 1);

        look(today, DataSize.ofGigabytes(1));

        assertThat(days.all()).extracting(LogDay::day).contains(today, today.plusDays(1), today.plusDays(6));
    }

    private void export() {
        days.makeRoom(FIRST, 3);
        List<Line> lines = RecordedRecords.of("8.5.8");
        Instant recorded = lines.getFirst().timestamp();
        RecordedRecords.export(
                database.owner(),
                1,
                lines.stream()
                        .map(line -> line.at(FIRST.plusDays(day(line))
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .plus(Duration.between(recorded, line.timestamp()))))
                        .toList());
    }

    private static int day(Line line) {
        return line.position() < 150 ? 0 : line.position() < 480 ? 1 : 2;
    }

    private void look(LocalDate today, DataSize maxSize) {
        Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        new RecordLogRetention(
                        node.jdbc,
                        new TransactionTemplate(new JdbcTransactionManager(database.app())),
                        new RecordLogSettings(Duration.ofDays(7), maxSize, 7, Duration.ofMinutes(10)),
                        clock)
                .look();
    }

    private List<LocalDate> daysOfTheRecording() {
        return days.all().stream()
                .map(LogDay::day)
                .filter(day -> day.isBefore(FIRST.plusDays(3)))
                .toList();
    }
}
