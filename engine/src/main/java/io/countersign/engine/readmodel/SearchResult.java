package io.countersign.engine.readmodel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what a search found. */
public record SearchResult<T>(List<T> items, PageInfo page) {

    /**
     * Where the page stands.
     *
     * @param totalItems how many there are, or a lower bound where {@code hasMoreTotalItems}
     */
    public record PageInfo(
            int totalItems,
            @Nullable String startCursor,
            @Nullable String endCursor,
            boolean hasMoreTotalItems) {}
}
