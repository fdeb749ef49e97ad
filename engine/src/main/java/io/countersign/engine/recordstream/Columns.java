package io.countersign.engine.recordstream;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows as one array per column, the way {@code unnest} takes many rows in one statement. */
public final class Columns {

    private Columns() {}

    public static <R> long[] longs(Collection<R> rows, ToLongFunction<R> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    public static <R> int[] ints(Collection<R> rows, ToIntFunction<R> column) {
        return rows.stream().mapToInt(column).toArray();
    }

    public static <R> @Nullable Long[] optionalLongs(Collection<R> rows, Function<R, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    public static <R> @Nullable String[] texts(Collection<R> rows, Function<R, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** Each list as PostgreSQL writes a {@code text[]}, for columns that are arrays themselves. */
    public static <R> String[] lists(Collection<R> rows, Function<R, List<String>> column) {
        return rows.stream().map(column).map(Columns::literal).toArray(String[]::new);
    }

    private static String literal(List<String> texts) {
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() == 1 ? "\"" : ",\"")
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
