package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.RecordLog.Page;
import java.time.Instant;
import java.util.List;

/** One step along the log of a partition. */
final class ProjectionStep {

    private final RecordLog log;
    private final Cursors cursors;
    private final BatchApplier applier;
    private final Projections projections;
    private final StreamMetrics metrics;

    ProjectionStep(
            RecordLog log, Cursors cursors, BatchApplier applier, Projections projections, StreamMetrics metrics) {
        this.log = log;
        this.cursors = cursors;
        this.applier = applier;
        this.projections = projections;
        this.metrics = metrics;
    }

    /** @param cursor where it stood before where there was nothing to read */
    record Done(Cursor cursor, int records) {}

    Cursor start(int partitionId) {
        return cursors.load(partitionId);
    }

    Done from(int partitionId, Cursor cursor, Mode mode) {
        Page page = log.after(partitionId, cursor.position(), cursor.time(), projections.reads());
        if (page.upTo() == cursor.position()) {
            return new Done(cursor, 0);
        }
        Cursor next = next(cursor, page);
        List<LogRecord> records = page.records().stream()
                .filter(record -> record.position() <= next.position())
                .filter(mode::takes)
                .toList();
        metrics.batch(records.size(), () -> applier.apply(partitionId, records, cursor, next, mode.rebuilding()));
        return new Done(next, records.size());
    }

    /** No batch has both records that everybody has heard of and records that nobody has. */
    private static Cursor next(Cursor cursor, Page page) {
        if (!cursor.isReplaying() || page.upTo() <= cursor.toldUpTo()) {
            return cursor.at(page.upTo(), page.time());
        }
        Instant time = page.records().stream()
                .filter(record -> record.position() <= cursor.toldUpTo())
                .reduce((before, after) -> after)
                .map(LogRecord::at)
                .orElse(cursor.time());
        return cursor.at(cursor.toldUpTo(), time);
    }
}
