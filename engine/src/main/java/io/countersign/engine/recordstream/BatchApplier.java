package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.Cursors.FencedOff;
import io.countersign.store.audit.AuditTrail;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Takes records into the read model: rows, audit entries, hints and cursor in one transaction. */
final class BatchApplier {

    private static final Logger LOG = LoggerFactory.getLogger(BatchApplier.class);

    private final Projections projections;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Cursors cursors;
    private final AuditTrail audit;
    private final DeadLetters deadLetters;
    private final Consumer<Collection<String>> hints;
    private final Consumer<RecordsApplied> applied;

    BatchApplier(
            Projections projections,
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            Cursors cursors,
            AuditTrail audit,
            DeadLetters deadLetters,
            Consumer<Collection<String>> hints,
            Consumer<RecordsApplied> applied) {
        this.projections = projections;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cursors = cursors;
        this.audit = audit;
        this.deadLetters = deadLetters;
        this.hints = hints;
        this.applied = applied;
    }

    /**
     * Takes them in.
     *
     * @param from where the cursor stands
     * @param to where it goes, at or after the last record
     * @param rebuilding whether all others stand still meanwhile
     * @throws FencedOff where this node is not the one to move the cursor
     */
    void apply(int partitionId, List<LogRecord> records, Cursor from, Cursor to, boolean rebuilding) {
        try {
            applyAtOnce(partitionId, records, from, to, rebuilding);
        } catch (FencedOff e) {
            throw e;
        } catch (RuntimeException e) {
            if (records.isEmpty() || !FailureCause.isTheData(e)) {
                throw e;
            }
            applyInParts(partitionId, records, from, to, rebuilding, e);
        }
    }

    private void applyAtOnce(int partitionId, List<LogRecord> records, Cursor from, Cursor to, boolean rebuilding) {
        Changes changes = new Changes(from.isReplaying());
        Folding folding = projections.fold(records, changes);
        transaction.executeWithoutResult(status -> {
            cursors.move(partitionId, from, to, rebuilding);
            folding.write(jdbc, changes);
            audit.append(changes.audit());
            deadLetters.add(folding.failures());
            if (!changes.topics().isEmpty()) {
                hints.accept(changes.topics().stream().map(Topic::hint).toList());
            }
        });
        if (!from.isReplaying()) {
            tell(new RecordsApplied(partitionId, to.position(), changes.topics()));
        }
    }

    private void tell(RecordsApplied event) {
        try {
            applied.accept(event);
        } catch (RuntimeException e) {
            // it is committed, whatever a listener thinks of it
            LOG.warn("Somebody who listens for applied records failed", e);
        }
    }

    /** Looks for the record that the database does not take, so that the others get in. */
    private void applyInParts(
            int partitionId,
            List<LogRecord> records,
            Cursor from,
            Cursor to,
            boolean rebuilding,
            RuntimeException cause) {
        if (records.size() == 1) {
            LogRecord record = records.getFirst();
            LOG.error(
                    "Record {} of partition {} can't be projected, it is set aside",
                    record.position(),
                    partitionId,
                    cause);
            transaction.executeWithoutResult(status -> {
                cursors.move(partitionId, from, to, rebuilding);
                deadLetters.add(List.of(new DeadLetter(record, DeadLetter.ALL, cause)));
            });
            return;
        }
        int half = records.size() / 2;
        LogRecord last = records.get(half - 1);
        Cursor middle = from.at(last.position(), last.at());
        apply(partitionId, records.subList(0, half), from, middle, rebuilding);
        apply(partitionId, records.subList(half, records.size()), middle, to, rebuilding);
    }
}
