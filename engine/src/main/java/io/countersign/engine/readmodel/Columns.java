package io.countersign.engine.readmodel;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that the domain uses. */
public final class Columns {

    private Columns() {}

    /** Null where the column is; an infinite time is null, too. */
    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)
                ? null
                : time.toInstant();
    }

    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    /** An engine's key, as JSON carries it. */
    public static @Nullable String key(ResultSet row, String column) throws SQLException {
        Long key = number(row, column);
        return key == null ? null : Long.toString(key);
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** A parameter that PostgreSQL takes as {@code timestamptz}. */
    public static OffsetDateTime parameter(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
