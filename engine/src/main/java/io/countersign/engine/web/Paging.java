package io.countersign.engine.web;

import io.countersign.engine.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Which page a caller asked for.
 *
 * @param after where the page starts, null for the first one
 */
public record Paging(int limit, @Nullable Cursor after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /**
     * Reads the request parameters {@code limit} and {@code cursor}.
     *
     * @param parts how many values this list's cursors carry
     * @throws Problem 400 where one of them is not ours
     */
    public static Paging of(@Nullable Integer limit, @Nullable String cursor, int parts) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "limit must be between 1 and " + MAX_LIMIT + ".",
                    new FieldError("limit", "must be between 1 and " + MAX_LIMIT));
        }
        return new Paging(
                limit == null ? DEFAULT_LIMIT : limit,
                cursor == null || cursor.isEmpty() ? null : Cursor.parse(cursor, parts));
    }

    /** How many rows to read: one more than shown, which tells whether there is another page. */
    public int fetch() {
        return limit + 1;
    }
}
