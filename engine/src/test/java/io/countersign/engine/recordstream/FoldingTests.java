package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;

class FoldingTests {

    @Test
    void handsEachProjectionWhatItReadsInTheOrderOfTheLog() {
        Remembering jobs = new Remembering(Set.of(ValueType.JOB));
        Remembering both = new Remembering(Set.of(ValueType.JOB, ValueType.VARIABLE));
        List<LogRecord> records =
                List.of(record(1, ValueType.VARIABLE), record(2, ValueType.JOB), record(3, ValueType.FORM));

        new Projections(List.of(jobs, both)).fold(records, new Changes(false));

        assertThat(jobs.folded).containsExactly(2L);
        assertThat(both.folded).containsExactly(1L, 2L);
    }

    @Test
    void goesOnAfterARecordThatAProjectionCanNotDigest() {
        Remembering picky = new Remembering(Set.of(ValueType.JOB));
        picky.refuses = 2;
        Remembering other = new Remembering(Set.of(ValueType.JOB));

        Folding folding = new Projections(List.of(picky, other))
                .fold(
                        List.of(record(1, ValueType.JOB), record(2, ValueType.JOB), record(3, ValueType.JOB)),
                        new Changes(false));

        assertThat(picky.folded).containsExactly(1L, 3L);
        assertThat(other.folded).containsExactly(1L, 2L, 3L);
        assertThat(folding.failures()).singleElement().satisfies(letter -> {
            assertThat(letter.record().position()).isEqualTo(2);
            assertThat(letter.projection()).isEqualTo("Remembering");
        });
    }

    @Test
    void tellsNobodyAnythingWhileReplaying() {
        Changes changes = new Changes(true);

        changes.audit(record(1, ValueType.JOB), "job.completed", "job", 1, "type", "x");
        changes.touch(Topic.TASKS);

        assertThat(changes.audit()).isEmpty();
        assertThat(changes.topics()).isEmpty();
    }

    @Test
    void tellsTheDataFromTheDatabase() {
        assertThat(FailureCause.isTheData(new DataIntegrityViolationException("x", new SQLException("x", "23505"))))
                .isTrue();
        assertThat(FailureCause.isTheData(new IllegalStateException("a bug"))).isTrue();
        assertThat(FailureCause.isTheData(
                        new TransientDataAccessResourceException("x", new SQLException("x", "08006"))))
                .isFalse();
        assertThat(FailureCause.isTheData(new CannotCreateTransactionException("no connection")))
                .isFalse();
    }

    @Test
    void letsRecordsGatherOnlyWhileTheStreamIsBusy() {
        Gathering gathering = new Gathering(Duration.ofMillis(50));

        assertThat(gathering.after(5, Duration.ofMillis(3))).isZero();
        assertThat(gathering.after(500, Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
        assertThat(gathering.after(5000, Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void writesSmallJson() {
        assertThat(AuditJson.of("type", "a \"b\"", "retries", 3, "none", null, "key", 2251799813685249L))
                .isEqualTo("{\"type\":\"a \\\"b\\\"\",\"retries\":3,\"key\":\"2251799813685249\"}");
        assertThat(AuditJson.of("none", null)).isNull();
    }

    @Test
    void writesListsAsTheDatabaseReadsThem() {
        assertThat(Columns.lists(List.of(List.of("a", "b \"c\" \\ d"), List.<String>of()), list -> list))
                .containsExactly("{\"a\",\"b \\\"c\\\" \\\\ d\"}", "{}");
    }

    private static LogRecord record(long position, ValueType type) {
        return new LogRecord(1, position, position, type, "CREATED", 1, 0, new byte[0]);
    }

    private static final class Remembering implements Projection, Projection.Batch {
        private final Set<ValueType> reads;
        private final List<Long> folded = new ArrayList<>();
        private long refuses = -1;

        Remembering(Set<ValueType> reads) {
            this.reads = reads;
        }

        @Override
        public Set<ValueType> reads() {
            return reads;
        }

        @Override
        public List<Table> tables() {
            return List.of();
        }

        @Override
        public Batch begin() {
            return this;
        }

        @Override
        public void fold(LogRecord record, Changes changes) {
            if (record.position() == refuses) {
                throw new IndigestibleRecord("no");
            }
            folded.add(record.position());
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {}
    }
}
