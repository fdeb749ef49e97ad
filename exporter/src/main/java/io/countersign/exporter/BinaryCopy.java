package io.countersign.exporter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rows in PostgreSQL's binary COPY format, which costs the server less to read than text. */
final class BinaryCopy {

    static final String SQL = "copy zeebe_record (day, partition_id, position, record_key, value_type, intent,"
            + " process_instance_key, ts, value) from stdin (format binary)";

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    private static final short COLUMNS = 9;
    private static final short END = -1;
    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_DAYS = 10_957;

    private static final int FIXED_BYTES = 512;

    /** Where the bytes go. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws SQLException;
    }

    private final ByteBuffer chunk = ByteBuffer.allocate(64 << 10);

    void write(int partition, List<LogRow> rows, Sink sink) throws SQLException {
        chunk.clear();
        chunk.put(HEADER);
        for (var row : rows) {
            makeRoom(FIXED_BYTES, sink);
            chunk.putShort(COLUMNS);
            chunk.putInt(Integer.BYTES).putInt((int) (row.day() - EPOCH_DAYS));
            chunk.putInt(Integer.BYTES).putInt(partition);
            putLong(row.position());
            putLong(row.key());
            putName(row.valueType());
            putName(row.intent());
            putLong(row.processInstanceKey());
            putLong(TimeUnit.MILLISECONDS.toMicros(row.timestamp() - TimeUnit.DAYS.toMillis(EPOCH_DAYS)));
            putValue(row.value().getBytes(UTF_8), sink);
        }
        makeRoom(Short.BYTES, sink);
        chunk.putShort(END);
        flush(sink);
    }

    private void putLong(long value) {
        chunk.putInt(Long.BYTES).putLong(value);
    }

    private void putName(String name) {
        var bytes = name.getBytes(ISO_8859_1);
        chunk.putInt(bytes.length).put(bytes);
    }

    private void putValue(byte[] value, Sink sink) throws SQLException {
        chunk.putInt(value.length);
        makeRoom(value.length, sink);
        if (value.length <= chunk.remaining()) {
            chunk.put(value);
        } else {
            sink.write(value, 0, value.length);
        }
    }

    private void makeRoom(int length, Sink sink) throws SQLException {
        if (length > chunk.remaining()) {
            flush(sink);
        }
    }

    private void flush(Sink sink) throws SQLException {
        if (chunk.position() > 0) {
            sink.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
    }
}
