package io.countersign.exporter;

import java.util.List;

/**
 * Rows in the order of their positions.
 *
 * @param rows may be empty where the broker only sent records that nobody wants
 * @param position everything at or below it is in the rows, in an earlier batch, or not wanted
 * @param timestamp of the record at that position
 */
record Batch(List<LogRow> rows, long position, long timestamp) {

    Batch firstHalf() {
        var half = rows.subList(0, rows.size() / 2);
        return new Batch(half, half.getLast().position(), half.getLast().timestamp());
    }

    Batch secondHalf() {
        return new Batch(rows.subList(rows.size() / 2, rows.size()), position, timestamp);
    }

    Batch after(long written) {
        return new Batch(
                rows.stream().filter(row -> row.position() > written).toList(), Math.max(position, written), timestamp);
    }
}
