package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;

/** The SQL that finds one page of what somebody answered, the newest answer first. */
final class AnsweredKeys {

    private AnsweredKeys() {}

    static Condition sql(Caller caller, InboxQuery query, Paging paging) {
        var rows = new ArrayList<Condition>();
        rows.add(Condition.of("d.voter = ?", Audience.nameOf(caller)));
        Cursor cursor = paging.after();
        if (cursor != null) {
            Instant time = Objects.requireNonNullElse(cursor.time(0), Instant.EPOCH);
            rows.add(Condition.of("(d.decided_at, d.task_key) < (?, ?)", Columns.parameter(time), cursor.number(1)));
        }
        query.filters().forEach(filter -> rows.add(filter.check()));
        if (query.due() != null) {
            rows.add(query.due().of("coalesce(t.due_at, 'infinity'::timestamptz)"));
        }
        Condition where = Condition.all(rows);
        return new Condition(
                "select d.decided_at as sort_at, d.task_key from task_decision d join task t on t.key = d.task_key where "
                        + where.sql() + " order by d.decided_at desc, d.task_key desc limit " + paging.fetch(),
                where.parameters());
    }
}
