package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.tasks.InboxQuery.State;
import io.countersign.engine.tasks.InboxQuery.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL that finds one page of tasks, {@code sort_at} and {@code task_key}, through whichever index narrows it most. */
final class InboxKeys {

    private final Caller caller;
    private final InboxQuery query;
    private final InboxOrder order;
    private final @Nullable Condition among;

    /** @param among where all of them are, null where that is not known */
    InboxKeys(Caller caller, InboxQuery query, InboxOrder order, @Nullable Condition among) {
        this.caller = caller;
        this.query = query;
        this.order = order;
        this.among = among;
    }

    Condition sql() {
        if (query.processInstanceKey() != null) {
            return fromTasks(Condition.of("t.process_instance_key = ?", query.processInstanceKey()));
        }
        if (query.state() == State.DECIDED) {
            return fromTasks(Condition.of("t.key in (select cast(target as bigint) from engine_command"
                    + " where kind = 'COMPLETE_TASK' and state in ('PENDING', 'AMBIGUOUS', 'HELD', 'DEAD'))"));
        }
        if (among != null) {
            return fromTasks(among);
        }
        if (query.view() == View.REPRESENTED) {
            return fromTasks(Condition.ALWAYS);
        }
        if (query.view() == View.MINE) {
            // what is a person's he may see; a model may name a system as it likes
            return fromTasks(
                    had(Audience.nameOf(caller)),
                    Stream.of(chosen(), assigned(), visible(!caller.isPerson()))
                            .flatMap(each -> each)
                            .toList());
        }
        if (query.assignee() != null) {
            return fromTasks(
                    had(query.assignee()),
                    Stream.concat(chosen(), visible(true)).toList());
        }
        if (query.candidateGroup() != null) {
            return fromCandidates(List.of(Audience.group(query.candidateGroup())), filters(true));
        }
        if (Audience.seesAll(caller) && query.view() == View.ALL) {
            return fromTasks(Condition.ALWAYS);
        }
        return fromCandidates(Audience.of(caller), filters(false));
    }

    private Condition fromTasks(Condition narrowed) {
        return fromTasks(narrowed, filters(true));
    }

    private Condition fromTasks(Condition narrowed, List<Condition> filters) {
        Condition where = tasks(narrowed, filters);
        return new Condition(
                "select " + order.sortAt() + " as sort_at, t.key as task_key from task t where " + where.sql()
                        + order.page(order.sortAt(), "t.key"),
                where.parameters());
    }

    private Condition tasks(Condition narrowed, List<Condition> filters) {
        var rows = new ArrayList<Condition>();
        // spelt out, or a prepared statement could not use the partial indexes
        rows.add(Condition.of("t.state = '" + order.engineState() + "'"));
        rows.add(narrowed);
        rows.add(order.after(order.sortAt(), "t.key"));
        addDue(rows, order.sortAt());
        rows.addAll(filters);
        if (query.state() == State.OPEN) {
            rows.add(Condition.of("not " + decided("t.key")));
        }
        return Condition.all(rows);
    }

    private void addDue(List<Condition> rows, String dueAt) {
        if (query.due() != null) {
            rows.add(query.due().of(dueAt));
        }
    }

    /** One short index range per principal, put together in order. */
    private Condition fromCandidates(List<String> principals, List<Condition> filters) {
        var rows = new ArrayList<Condition>();
        rows.add(Condition.of("c.principal = mine.principal and c.state = '" + order.engineState() + "'"));
        rows.add(order.after("c.sort_at", "c.task_key"));
        addDue(rows, "c.sort_at");
        rows.addAll(filters);
        if (query.state() == State.OPEN) {
            rows.add(Condition.of("not " + decided("c.task_key")));
        }
        Condition where = Condition.all(rows);
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(principals.toArray(String[]::new));
        parameters.addAll(where.parameters());
        // behind a select, for the plan does not depend on how many there are, and is kept where nobody thinks that it
        // does
        String offered =
                "select hit.sort_at, hit.task_key from unnest((select cast(? as text[]))) as mine (principal) cross join lateral ("
                        + "select c.sort_at, c.task_key from task_candidate c "
                        + (filters.isEmpty() ? "" : "join task t on t.key = c.task_key ") + "where " + where.sql()
                        + order.page("c.sort_at", "c.task_key") + ") hit";
        if (query.view() == View.ALL && query.state() == State.OPEN && query.candidateGroup() == null) {
            // somebody may have been given what is not offered to him
            Condition given = tasks(Condition.of("mine.username = ?", Audience.nameOf(caller)), filters);
            offered += " union all (select " + order.sortAt()
                    + ", t.key from task_claim mine join task t on t.key = mine.task_key" + " where " + given.sql()
                    + order.page(order.sortAt(), "t.key") + ")";
            parameters.addAll(given.parameters());
        }
        if (query.state() == State.OPEN && query.candidateGroup() == null) {
            Condition escalated =
                    tasks(Condition.of("e.principal = any (?)", (Object) principals.toArray(String[]::new)), filters);
            offered += " union all (select " + order.sortAt()
                    // few rows, each of which looks up its task: not the other way round, whatever the statistics say
                    + ", t.key from task_escalation e cross join lateral (select * from task where key = e.task_key offset 0) t"
                    + " where " + escalated.sql()
                    + order.page(order.sortAt(), "t.key") + ")";
            parameters.addAll(escalated.parameters());
        }
        return new Condition(
                "select found.sort_at, found.task_key from (" + offered
                        + ") found group by found.sort_at, found.task_key"
                        + order.page("found.sort_at", "found.task_key"),
                parameters);
    }

    private List<Condition> filters(boolean checkVisible) {
        return Stream.of(chosen(), mine(), assigned(), visible(checkVisible))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<Condition> mine() {
        return query.view() == View.MINE ? Stream.of(had(Audience.nameOf(caller))) : Stream.empty();
    }

    private Stream<Condition> assigned() {
        return query.assignee() == null ? Stream.empty() : Stream.of(had(query.assignee()));
    }

    private Stream<Condition> chosen() {
        var filters = new ArrayList<Condition>();
        query.filters().forEach(filter -> filters.add(filter.check()));
        if (query.view() == View.REPRESENTED) {
            filters.add(Condition.of(
                    "t.key in (select task_key from task_decision where on_behalf_of = ?)", Audience.nameOf(caller)));
        }
        if (query.candidateGroup() != null) {
            filters.add(Condition.of("? = any (t.candidate_groups)", query.candidateGroup()));
        }
        if (query.view() == View.GROUPS) {
            filters.add(Condition.of("coalesce(t.assignee, '') = ''"
                    + " and not exists (select from task_claim held where held.task_key = t.key)"));
        }
        return filters.stream();
    }

    /** What was decided on somebody's behalf he may see, whoever it is for by now. */
    private Stream<Condition> visible(boolean check) {
        boolean offeredOnly = query.view() == View.GROUPS;
        if (!check || query.view() == View.REPRESENTED || (Audience.seesAll(caller) && !offeredOnly)) {
            return Stream.empty();
        }
        return Stream.of(
                query.isNarrowed() && query.state() == State.OPEN
                        ? TaskVisibility.offeredOrGiven(caller)
                        : TaskVisibility.of(caller));
    }

    /** Tasks that are somebody's, and where they are closed also those which he answered. */
    private Condition had(String username) {
        String assigned = "select c.task_key from task_candidate c join task a on a.key = c.task_key and a.assignee = ?"
                + " where c.principal = ? and c.state = '" + order.engineState() + "'";
        return order.engineState() == EngineTask.State.OPEN
                ? Condition.of(
                        "t.key in (" + assigned
                                + " and not exists (select from task_claim x where x.task_key = c.task_key and x.username <> ?)"
                                + " union select task_key from task_claim where username = ?)",
                        username,
                        Audience.user(username),
                        username,
                        username)
                : Condition.of(
                        "t.key in (" + assigned + " union select task_key from task_decision where voter = ?)",
                        username,
                        Audience.user(username),
                        username);
    }

    static String decided(String taskKey) {
        return "exists (select from task_decision d where d.task_key = " + taskKey + " and d.conclusive)";
    }
}
