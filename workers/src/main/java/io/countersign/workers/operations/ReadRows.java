package io.countersign.workers.operations;

import io.countersign.workers.expressions.UnfitModel;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a statement found, as FEEL and JSON have it. What is too much is refused: nothing is ever left out quietly. */
final class ReadRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)([+-]\\d\\d(?::\\d\\d)?)?");

    private final DataSourceSettings.Source limits;

    ReadRows(DataSourceSettings.Source limits) {
        this.limits = limits;
    }

    List<Map<String, @Nullable Object>> of(ResultSet found) throws SQLException, UnfitModel {
        List<Column> columns = columns(found.getMetaData());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        long length = 0;
        while (found.next()) {
            if (rows.size() == limits.maxRows()) {
                throw new UnfitModel("The statement gives more than " + limits.maxRows()
                        + " rows: ask for fewer, or raise max-rows of the data source");
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (Column column : columns) {
                row.put(column.label(), value(found, column));
            }
            length += JSON.writeValueAsBytes(row).length;
            if (length > limits.maxResult().toBytes()) {
                throw new UnfitModel(
                        "The rows are longer than " + limits.maxResult().toBytes()
                                + " bytes: ask for less, or raise max-result of the data source");
            }
            rows.add(row);
        }
        return rows;
    }

    private record Column(int position, String label, int type) {}

    private static List<Column> columns(ResultSetMetaData all) throws SQLException, UnfitModel {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int i = 1; i <= all.getColumnCount(); i++) {
            Column column = new Column(i, all.getColumnLabel(i), all.getColumnType(i));
            if (columns.put(column.label(), column) != null) {
                throw new UnfitModel("The statement gives two columns called '" + column.label()
                        + "': name them with 'as', correct the model");
            }
        }
        return List.copyOf(columns.values());
    }

    private static @Nullable Object value(ResultSet row, Column column) throws SQLException, UnfitModel {
        if (column.type() == Types.ARRAY) {
            Array array = row.getArray(column.position());
            return array == null ? null : list(array, column.label());
        }
        if (column.type() == Types.BINARY || column.type() == Types.VARBINARY) {
            throw new UnfitModel("The column '" + column.label() + "' holds bytes, which no variable does: take"
                    + " encode(…, 'base64') in the statement, correct the model");
        }
        String text = row.getString(column.position());
        if (text == null) {
            return null;
        }
        return switch (column.type()) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Long.valueOf(text);
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.DOUBLE -> number(text);
            // bits are of the same type, and have digits
            case Types.BIT, Types.BOOLEAN -> text.equals("t") ? (Object) true : text.equals("f") ? false : text;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> moment(text);
            case Types.OTHER -> other(row.getObject(column.position()), text);
            default -> text;
        };
    }

    private static List<@Nullable Object> list(Array array, String label) throws SQLException, UnfitModel {
        List<@Nullable Object> list = new ArrayList<>();
        try (ResultSet elements = array.getResultSet()) {
            Column element = new Column(2, label, elements.getMetaData().getColumnType(2));
            while (elements.next()) {
                list.add(value(elements, element));
            }
        }
        return list;
    }

    /** A text where JSON has no such number: NaN, Infinity, money. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object moment(String text) {
        Matcher parts = MOMENT.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        String local = parts.group(1) + "T" + parts.group(2);
        String offset = parts.group(3);
        return offset == null
                ? local
                : OffsetDateTime.parse(local + offset + (offset.length() == 3 ? ":00" : ""))
                        .toInstant()
                        .toString();
    }

    private static @Nullable Object other(@Nullable Object value, String text) {
        boolean json = value instanceof PGobject object
                && (object.getType().equals("json") || object.getType().equals("jsonb"));
        return json ? JSON.readValue(text, Object.class) : text;
    }
}
