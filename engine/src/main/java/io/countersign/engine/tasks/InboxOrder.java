package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.tasks.InboxQuery.State;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Paging;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the indexes have tasks, and where the page starts.
 *
 * @param paging null for all of them, in no order
 */
record InboxOrder(State state, @Nullable Paging paging) {

    boolean ascending() {
        return state == State.OPEN || state == State.DECIDED;
    }

    /** As the engine sees these tasks. */
    EngineTask.State engineState() {
        return switch (state) {
            case OPEN, DECIDED -> EngineTask.State.OPEN;
            case COMPLETED -> EngineTask.State.COMPLETED;
            case CANCELED -> EngineTask.State.CANCELED;
        };
    }

    /** Of {@code task t}; spelt as the indexes spell it. */
    String sortAt() {
        return ascending()
                ? "coalesce(t.due_at, 'infinity'::timestamptz)"
                : "coalesce(t.ended_at, '-infinity'::timestamptz)";
    }

    String by(String sortAt, String key) {
        String direction = ascending() ? " asc" : " desc";
        return sortAt + direction + ", " + key + direction;
    }

    Condition after(String sortAt, String key) {
        Cursor cursor = paging == null ? null : paging.after();
        if (cursor == null) {
            return Condition.ALWAYS;
        }
        Instant time = cursor.time(0);
        // a task without a due date is last, one without an end, too
        OffsetDateTime none = ascending() ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        return Condition.of(
                "(" + sortAt + ", " + key + ") " + (ascending() ? ">" : "<") + " (?, ?)",
                time == null ? none : Columns.parameter(time),
                cursor.number(1));
    }

    /** The end of a query: its order, and no more rows than needed. */
    String page(String sortAt, String key) {
        return paging == null ? "" : " order by " + by(sortAt, key) + " limit " + paging.fetch();
    }
}
