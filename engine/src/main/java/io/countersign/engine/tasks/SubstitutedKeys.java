package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that finds one page of open tasks that somebody can act on only as a substitute: {@code sort_at}, {@code task_key}, and for whom.
 * It says what {@link PlaceRules#hasRight} says.
 */
final class SubstitutedKeys {

    private static final String SORT_AT = "coalesce(t.due_at, 'infinity'::timestamptz)";

    private static final String FOR_SEVERAL =
            "coalesce(t.approval ->> 'policy', 'any') in ('all', 'quorum', 'weighted', 'sequential')";

    private static final String ABSENT = " join substitution s on s.substitute = given.me and " + Cover.ACTIVE
            + " join app_user a on a.username = s.absent and 'USER' = any (a.roles)";

    /** What the absent person has, or the substitute took in his place. */
    private static final String IN_HAND =
            "claim.username in (s.absent, given.me) and coalesce(claim.on_behalf_of, claim.username) = s.absent";

    /** Of somebody who is a candidate for the task; nobody may have it whom he does not substitute. */
    private static final String IN_REACH = "(" + FOR_SEVERAL
            + " or coalesce(claim.username, nullif(t.assignee, ''), given.me) = given.me"
            + " or (coalesce(claim.username, t.assignee) = s.absent and claim.on_behalf_of is null))";

    private static final String BY_OWN_RIGHT = "((t.principals && given.mine"
            + " or coalesce(claim.on_behalf_of, claim.username, '') = given.me) and (" + FOR_SEVERAL
            + " or coalesce(claim.on_behalf_of, claim.username, nullif(t.assignee, ''), given.me) = given.me))";

    private final Caller caller;
    private final InboxQuery query;
    private final InboxOrder order;
    private final Instant now;
    private final @Nullable Condition among;

    /** @param among where all of them are, null where that is not known */
    SubstitutedKeys(Caller caller, InboxQuery query, InboxOrder order, @Nullable Condition among, Instant now) {
        this.caller = caller;
        this.query = query;
        this.order = order;
        this.among = among;
        this.now = now;
    }

    Condition sql() {
        Condition candidates = where("c.sort_at", "c.task_key", "c.principal = theirs.principal and c.state = 'OPEN'");
        Condition claimed = where(SORT_AT, "t.key", IN_HAND);
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(caller.isPerson() && caller.has(Role.USER) ? caller.name() : null);
        parameters.add(Audience.of(caller).toArray(String[]::new));
        parameters.add(Columns.parameter(now));
        parameters.addAll(candidates.parameters());
        parameters.addAll(claimed.parameters());
        // not materialized, or the planner would go through everybody's substitutions
        return new Condition(
                "with given (me, mine, now) as not materialized (values (cast(? as text), cast(? as text[]), cast(? as timestamptz)))"
                        + " select found.sort_at, found.task_key, absentee.username as absent,"
                        + " absentee.display_name as absent_name from (select hits.sort_at, hits.task_key,"
                        + " min(hits.absent) as absent from ((" + fromCandidates(candidates) + ") union all ("
                        + fromClaims(claimed) + ")) hits group by hits.sort_at, hits.task_key"
                        + order.page("hits.sort_at", "hits.task_key")
                        + ") found join app_user absentee on absentee.username = found.absent",
                parameters);
    }

    /** One short index range per principal of each absent person; what is for both is the caller's own, unless the other has it. */
    private String fromCandidates(Condition where) {
        return "select hit.sort_at, hit.task_key, s.absent from given" + ABSENT
                + " cross join lateral (select 'u:' || s.absent as principal union all select 'g:' || m.group_id"
                + " from group_member m where m.username = s.absent and 'g:' || m.group_id <> all (given.mine)) theirs"
                + " cross join lateral (select c.sort_at, c.task_key from task_candidate c join task t on t.key = c.task_key"
                + " left join task_claim claim on claim.task_key = c.task_key where " + where.sql() + " and " + IN_REACH
                + " and not " + BY_OWN_RIGHT + order.page("c.sort_at", "c.task_key") + ") hit";
    }

    private String fromClaims(Condition where) {
        return "select " + SORT_AT + ", t.key, s.absent from given" + ABSENT
                + " join task_claim claim on claim.username in (s.absent, s.substitute)"
                + " join task t on t.key = claim.task_key and t.state = 'OPEN' where " + where.sql()
                + order.page(SORT_AT, "t.key");
    }

    private Condition where(String sortAt, String key, String narrowed) {
        var rows = new ArrayList<Condition>();
        rows.add(Condition.of(narrowed));
        rows.add(Condition.of(Cover.OF_TASK));
        rows.add(order.after(sortAt, key));
        rows.add(Condition.of("not " + InboxKeys.decided("t.key")));
        rows.addAll(filters());
        return Condition.all(rows);
    }

    private List<Condition> filters() {
        var filters = new ArrayList<Condition>();
        query.filters().forEach(filter -> filters.add(filter.check()));
        if (query.due() != null) {
            filters.add(query.due().of(SORT_AT));
        }
        if (among != null) {
            filters.add(among);
        }
        if (query.processInstanceKey() != null) {
            filters.add(Condition.of("t.process_instance_key = ?", query.processInstanceKey()));
        }
        if (query.candidateGroup() != null) {
            filters.add(Condition.of("? = any (t.candidate_groups)", query.candidateGroup()));
        }
        if (query.assignee() != null) {
            filters.add(Condition.of("coalesce(claim.username, t.assignee) = ?", query.assignee()));
        }
        return filters;
    }
}
