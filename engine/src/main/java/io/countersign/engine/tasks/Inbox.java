package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.tasks.InboxQuery.View;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists tasks: what waits by due date, what is closed by when it ended, what somebody answered by when he did, newest first. A page costs a
 * few index ranges, however many tasks there are; in any other order everything that somebody may see.
 */
@Component
public class Inbox {

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final ShowTasks show;
    private final Narrowing narrowing;
    private final Clock clock;

    /** A row, of which the page shows the task. */
    private record Place(
            long taskKey, String cursor, @Nullable Person onBehalfOf) {}

    Inbox(JdbcClient jdbc, Tasks tasks, ShowTasks show, Narrowing narrowing, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.show = show;
        this.narrowing = narrowing;
        this.clock = clock;
    }

    public Page<TaskSummary> page(Caller caller, InboxQuery query, @Nullable Integer limit, @Nullable String cursor) {
        InboxSort sort = query.sort();
        Paging paging = Paging.of(limit, cursor, sort == null ? 2 : sort.parts());
        Condition keys = sort == null ? keys(caller, query, paging) : sorted(caller, query, sort, paging);
        String order =
                sort == null ? natural(query, paging).by("page.sort_at", "page.task_key") : sort.by("page.task_key");
        // the tasks are read by a statement of their own, which is always the same, so that the database keeps its plan
        List<Place> found = jdbc.sql("select page.* from (" + keys.sql() + ") page order by " + order)
                .params(keys.parameters())
                .query((row, number) -> place(row, query))
                .list();
        Page<Place> page = Page.of(paging, found, Place::cursor);
        return new Page<>(show.rows(tasks(page.items()), onBehalfOf(page.items())), page.nextCursor());
    }

    /** In the same order, but for those that have gone meanwhile. */
    private List<Task> tasks(List<Place> places) {
        Map<Long, Task> byKey = tasks.of(places.stream().map(Place::taskKey).toList()).stream()
                .collect(Collectors.toMap(task -> task.engine().key(), Function.identity()));
        return places.stream()
                .map(place -> byKey.get(place.taskKey()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** How many there are, and no more than {@code most}. */
    int count(Caller caller, InboxQuery query, int most) {
        Condition keys = keys(caller, query.sorted(null), new Paging(most - 1, null));
        return jdbc.sql("select count(*) from (" + keys.sql() + ") found")
                .params(keys.parameters())
                .query(Integer.class)
                .single();
    }

    private static InboxOrder natural(InboxQuery query, @Nullable Paging paging) {
        // what somebody answered is newest first, as what is closed is
        return new InboxOrder(query.view() == View.DONE ? InboxQuery.State.COMPLETED : query.state(), paging);
    }

    /** @param paging null for all of them */
    private Condition keys(Caller caller, InboxQuery query, @Nullable Paging paging) {
        if (query.view() == View.DONE) {
            return AnsweredKeys.sql(caller, query, Objects.requireNonNull(paging));
        }
        var order = natural(query, paging);
        Condition among = narrowing.of(query.filters()).orElse(null);
        return query.view() == View.SUBSTITUTED
                ? new SubstitutedKeys(caller, query, order, among, clock.instant()).sql()
                : new InboxKeys(caller, query, order, among).sql();
    }

    private Condition sorted(Caller caller, InboxQuery query, InboxSort sort, Paging paging) {
        Condition all = keys(caller, query, null);
        Condition after = sort.after(paging.after(), "t.key");
        var parameters = new ArrayList<@Nullable Object>(all.parameters());
        parameters.addAll(sort.join().parameters());
        parameters.addAll(after.parameters());
        return new Condition(
                "select found.*, " + sort.select() + " from (" + all.sql()
                        + ") found join task t on t.key = found.task_key"
                        + sort.join().sql() + " where " + after.sql() + " order by " + sort.by("found.task_key")
                        + " limit "
                        + paging.fetch(),
                parameters);
    }

    private static Place place(ResultSet row, InboxQuery query) throws SQLException {
        long key = row.getLong("task_key");
        InboxSort sort = query.sort();
        return new Place(
                key,
                sort == null ? Cursor.of(Columns.time(row, "sort_at"), key) : sort.cursor(row, key),
                query.view() == View.SUBSTITUTED
                        ? new Person(row.getString("absent"), row.getString("absent_name"))
                        : null);
    }

    private static Map<Long, Person> onBehalfOf(List<Place> places) {
        return places.stream()
                .filter(place -> place.onBehalfOf() != null)
                .collect(Collectors.toMap(Place::taskKey, place -> Objects.requireNonNull(place.onBehalfOf())));
    }
}
