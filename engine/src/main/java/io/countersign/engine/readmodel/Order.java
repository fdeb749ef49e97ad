package io.countersign.engine.readmodel;

import io.countersign.engine.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One field that a search is sorted by. */
record Order(SearchField field, boolean ascending) {

    Order reversed() {
        return new Order(field, !ascending);
    }

    String sql() {
        return expression() + (ascending ? " asc" : " desc");
    }

    /** The value that rows are compared by; never null. */
    String expression() {
        Conversion conversion = field.conversion();
        String value = field.nullable() ? "coalesce(" + field.sql() + ", " + conversion.last() + ")" : field.sql();
        // the same order on every server, whatever its locale
        return conversion == Conversion.TEXT ? value + " collate \"C\"" : value;
    }

    Condition beyond(Cursor cursor, int place) {
        return compare(ascending ? ">" : "<", cursor, place);
    }

    Condition same(Cursor cursor, int place) {
        return compare("=", cursor, place);
    }

    private Condition compare(String sign, Cursor cursor, int place) {
        return Condition.of(
                expression() + " " + sign + " cast(? as " + field.conversion().sqlType() + ")",
                parameter(cursor, place));
    }

    private @Nullable Object parameter(Cursor cursor, int place) {
        return switch (field.conversion()) {
            case KEY, INTEGER -> cursor.number(place);
            case TEXT -> cursor.text(place);
            case BOOLEAN -> Boolean.valueOf(cursor.text(place));
            case TIME -> cursor.time(place) == null ? "infinity" : cursor.text(place);
        };
    }

    /** What a cursor keeps of the row. */
    @Nullable
    Object read(ResultSet row, String column) throws SQLException {
        return field.conversion() == Conversion.TIME ? Columns.time(row, column) : row.getObject(column);
    }
}
