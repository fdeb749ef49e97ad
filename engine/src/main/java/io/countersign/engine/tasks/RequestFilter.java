package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks by the request that they belong to, be it through processes that it called. */
final class RequestFilter {

    private RequestFilter() {}

    static TaskFilter requestedBy(String username) {
        Condition requester = Condition.of("r.requester = ?", username);
        return new TaskFilter(check(requester), hits(List.of(requester)));
    }

    /** @param request what {@code start_request r} has to be */
    static Condition check(Condition request) {
        return new Condition(
                "exists (select from start_request r where r.process_instance_key = coalesce("
                        + "(select i.root_process_instance_key from process_instance i where i.key = t.process_instance_key),"
                        + " t.process_instance_key) and " + request.sql() + ")",
                request.parameters());
    }

    /** @param requests what {@code start_request r} may be, each found through an index */
    static Condition hits(List<Condition> requests) {
        var parameters = new ArrayList<@Nullable Object>();
        var found = new ArrayList<String>();
        for (Condition request : requests) {
            found.add(
                    "(select r.process_instance_key as key from start_request r where r.process_instance_key is not null and "
                            + request.sql() + " limit " + (TaskFilter.MAX_HITS + 1) + ")");
            parameters.addAll(request.parameters());
        }
        return new Condition(
                "select t.key as task_key from (" + String.join(" union all ", found) + ") asked"
                        + " cross join lateral (select asked.key union all select i.key from process_instance i"
                        + " where i.root_process_instance_key = asked.key and i.parent_process_instance_key is not null) family"
                        + " left join task t on t.process_instance_key = family.key and t.state = 'OPEN'",
                Collections.unmodifiableList(parameters));
    }
}
