package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists tasks: what waits by due date, what is closed by when it ended, newest first. A page costs a few index ranges, however many
 * tasks there are.
 */
@Component
public class Inbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Tasks tasks;
    private final ShowTasks show;
    private final Clock clock;

    Inbox(JdbcClient jdbc, JsonMapper json, Tasks tasks, ShowTasks show, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.tasks = tasks;
        this.show = show;
        this.clock = clock;
    }

    public Page<TaskSummary> page(Caller caller, InboxQuery query, Paging paging) {
        var order = new InboxOrder(query.state(), paging);
        boolean substituted = query.view() == InboxQuery.View.SUBSTITUTED;
        Condition keys = substituted
                ? new SubstitutedKeys(caller, query, order, clock.instant()).sql()
                : new InboxKeys(caller, query, order).sql();
        var onBehalfOf = new HashMap<Long, Person>();
        var sortAt = new HashMap<Long, @Nullable Instant>();
        List<Task> found = jdbc.sql("select page.sort_at, " + (substituted ? "page.absent, page.absent_name, " : "")
                        + TaskColumns.COLUMNS + " from (" + keys.sql()
                        + ") page join task t on t.key = page.task_key " + TaskColumns.JOINS + " order by "
                        + order.by("page.sort_at", "page.task_key"))
                .params(keys.parameters())
                .query((row, number) -> {
                    sortAt.put(row.getLong("key"), Columns.time(row, "sort_at"));
                    if (substituted) {
                        onBehalfOf.put(
                                row.getLong("key"), new Person(row.getString("absent"), row.getString("absent_name")));
                    }
                    return TaskColumns.read(row, json);
                })
                .list();
        Page<Task> page = Page.of(
                paging,
                found,
                task -> Cursor.of(sortAt.get(task.engine().key()), task.engine().key()));
        return new Page<>(show.rows(tasks.complete(page.items()), onBehalfOf), page.nextCursor());
    }
}
