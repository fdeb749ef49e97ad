package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order that no index has: everything that somebody may see is gone through for every page. What has no value comes last in both
 * directions, and keys decide between equals.
 *
 * @param join to be joined to {@code task t} for the columns
 */
record InboxSort(List<Column> columns, Condition join, boolean ascending) {

    private static final String VARIABLE = "variable:";
    private static final int MAX_NAME = 100;

    private enum Type {
        TIME,
        NUMBER,
        TEXT
    }

    /** @param sql of a row {@code task t} and of what is joined to it */
    private record Column(String sql, Type type) {

        /** Of the row before the page. */
        @Nullable
        Object value(Cursor cursor, int place) {
            if (cursor.text(place) == null) {
                return null;
            }
            return switch (type) {
                case TIME -> {
                    var time = cursor.time(place);
                    yield time == null ? null : Columns.parameter(time);
                }
                case NUMBER -> cursor.decimal(place);
                case TEXT -> cursor.text(place);
            };
        }

        @Nullable
        Object read(ResultSet row, String name) throws SQLException {
            return switch (type) {
                case TIME -> Columns.time(row, name);
                case NUMBER -> row.getBigDecimal(name);
                case TEXT -> row.getString(name);
            };
        }
    }

    /**
     * Ascending. Null where nothing is asked for.
     *
     * @throws IllegalArgumentException where there is no such order
     */
    static @Nullable InboxSort named(String name) {
        if (name.startsWith(VARIABLE)) {
            return byVariable(name.substring(VARIABLE.length()));
        }
        return switch (name) {
            case "" -> null;
            case "due" -> by("t.due_at", Type.TIME);
            case "created" -> by("t.created_at", Type.TIME);
            case "priority" -> by("t.priority", Type.NUMBER);
            case "name" -> by("lower(coalesce(t.name, t.element_id)) collate \"C\"", Type.TEXT);
            default ->
                throw new IllegalArgumentException(
                        "has to be due, created, priority, name, or variable: and the name of one");
        };
    }

    private static InboxSort by(String sql, Type type) {
        return new InboxSort(List.of(new Column(sql, type)), Condition.of(""), true);
    }

    /** Numbers first, then texts. */
    private static InboxSort byVariable(String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("needs the name of a variable, such as variable:amount");
        }
        return new InboxSort(
                List.of(
                        new Column("variable_number(sorted.value)", Type.NUMBER),
                        new Column(
                                "case when ascii(sorted.value) in (34, 102, 116) then left(lower(sorted.value), 200) end collate \"C\"",
                                Type.TEXT)),
                Condition.of(
                        " left join variable sorted on sorted.process_instance_key = t.process_instance_key"
                                + " and sorted.scope_key = t.process_instance_key and sorted.name = ?",
                        name),
                true);
    }

    InboxSort in(boolean isAscending) {
        return new InboxSort(columns, join, isAscending);
    }

    /** How many values its cursors carry: those of the columns and the key. */
    int parts() {
        return columns.size() + 1;
    }

    String select() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).sql() + " as sort_" + i)
                .collect(Collectors.joining(", "));
    }

    String by(String key) {
        String direction = ascending ? " asc" : " desc";
        return IntStream.range(0, columns.size())
                        .mapToObj(i -> "sort_" + i + direction + " nulls last, ")
                        .collect(Collectors.joining())
                + key
                + direction;
    }

    Condition after(@Nullable Cursor cursor, String key) {
        if (cursor == null) {
            return Condition.ALWAYS;
        }
        var ways = new ArrayList<Condition>();
        var same = new ArrayList<Condition>();
        for (int i = 0; i < columns.size(); i++) {
            String sql = columns.get(i).sql();
            Object value = columns.get(i).value(cursor, i);
            if (value == null) {
                same.add(Condition.of(sql + " is null"));
                continue;
            }
            var beyond = new ArrayList<>(same);
            beyond.add(Condition.of("(" + sql + (ascending ? " > ?" : " < ?") + " or " + sql + " is null)", value));
            ways.add(Condition.all(beyond));
            same.add(Condition.of(sql + " = ?", value));
        }
        same.add(Condition.of(key + (ascending ? " > ?" : " < ?"), cursor.number(columns.size())));
        ways.add(Condition.all(same));
        return Condition.any(ways);
    }

    /** What a cursor keeps of a row. */
    String cursor(ResultSet row, long key) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).read(row, "sort_" + i));
        }
        values.add(key);
        return Cursor.of(values.toArray());
    }
}
