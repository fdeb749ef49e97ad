package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.TestDatabase;
import io.countersign.engine.recordstream.RecordedRecords.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Of what everybody has heard nobody hears again, of what nobody has heard everybody does, whatever becomes of a rebuild. */
class RebuildIT {

    private final TestDatabase database = TestDatabase.create();
    private final List<Line> lines = RecordedRecords.of("8.6.0");

    @Test
    void brokenOffItTellsNothingAgainNorDoesWhoeverGoesOn() {
        RecordedRecords.export(database.owner(), 1, lines);
        var breakdown = new Breakdown();
        try (Harness node = new Harness(database, Harness.batchesOf(50), breakdown::among);
                Harness other = new Harness(database, Harness.batchesOf(50), UnaryOperator.identity())) {
            long end = node.catchUp(1).position();
            Map<String, String> rows = node.digest();
            List<String> audit = audit(node);
            assertThat(arrived(node)).isNotEmpty();
            node.jdbc.update("delete from task_arrival");

            breakdown.left.set(3);
            assertThatThrownBy(node::rebuild).isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(position(node)).isPositive().isLessThan(end);
            breakdown.left.set(2);
            assertThatThrownBy(node::rebuild).isInstanceOf(DataAccessResourceFailureException.class);

            other.catchUp(1);

            assertThat(position(other)).isEqualTo(end);
            assertThat(other.digest()).isEqualTo(rows);
            assertThat(arrived(other)).isEmpty();
            assertThat(audit(other)).isEqualTo(audit);
            assertThat(other.hints).isEmpty();
        }
    }

    @Test
    void whatFirstAppearsWhileItRunsIsToldAsEver() {
        List<Line> before = lines.subList(0, lines.size() / 3);
        List<Line> since = lines.subList(lines.size() / 3, lines.size());
        TestDatabase undisturbed = TestDatabase.create();
        try (Harness node = new Harness(database, Harness.batchesOf(7), UnaryOperator.identity());
                Harness other = new Harness(undisturbed, Harness.batchesOf(7), UnaryOperator.identity())) {
            for (Harness each : List.of(node, other)) {
                RecordedRecords.export(each.database.owner(), 1, before);
                each.catchUp(1);
                each.jdbc.update("delete from task_arrival");
                RecordedRecords.export(each.database.owner(), 1, since);
            }

            node.rebuild();
            other.catchUp(1);

            assertThat(arrived(node)).isNotEmpty().isEqualTo(arrived(other));
            assertThat(audit(node)).isEqualTo(audit(other));
            assertThat(node.digest()).isEqualTo(other.digest());
        }
    }

    private static List<Long> arrived(Harness node) {
        return node.jdbc.queryForList("select task_key from task_arrival order by task_key", Long.class);
    }

    private static List<String> audit(Harness node) {
        return node.jdbc.queryForList("select position || ' ' || action from audit_entry order by 1", String.class);
    }

    private static long position(Harness node) {
        return node.cursors.load(1).position();
    }

    /** The database goes away after some batches. */
    private static final class Breakdown implements Projection {
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        List<Projection> among(List<Projection> all) {
            List<Projection> some = new ArrayList<>(all);
            some.add(this);
            return some;
        }

        @Override
        public Set<ValueType> reads() {
            return Set.of();
        }

        @Override
        public List<Table> tables() {
            return List.of();
        }

        @Override
        public Batch begin() {
            return new Batch() {
                @Override
                public void fold(LogRecord record, Changes changes) {
                    throw new IllegalStateException("reads nothing");
                }

                @Override
                public void write(JdbcTemplate jdbc, Changes changes) {
                    if (left.getAndDecrement() <= 0) {
                        throw new DataAccessResourceFailureException("gone");
                    }
                }
            };
        }
    }
}
