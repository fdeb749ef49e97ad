package io.countersign.engine.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts, null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** A list that is not cut into pages. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(List.copyOf(items), null);
    }

    /**
     * Cuts one page.
     *
     * @param rows read with {@link Paging#fetch()}, so that one too many says that there is more
     * @param cursor what comes after a row, made with {@link Cursor#of}
     */
    public static <R> Page<R> of(Paging paging, List<R> rows, Function<R, String> cursor) {
        if (rows.size() <= paging.limit()) {
            return whole(rows);
        }
        var items = List.copyOf(rows.subList(0, paging.limit()));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** The same page of something else. */
    public <S> Page<S> map(Function<? super T, S> mapper) {
        return new Page<>(items.stream().<S>map(mapper).toList(), nextCursor);
    }
}
