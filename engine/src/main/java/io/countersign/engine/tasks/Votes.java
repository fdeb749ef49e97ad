package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What people said of tasks. */
@Repository
class Votes {

    /** A row {@code d} of {@code task_decision} without what it sets, which may be large. */
    static final String AS_JSON = """
            json_build_object('id', d.id, 'voter', d.voter, 'onBehalfOf', d.on_behalf_of, 'outcome', d.outcome, 'comment', d.comment,
                'weight', d.weight, 'step', d.step, 'conclusive', d.conclusive, 'at', d.decided_at)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Votes(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** By task, the oldest first; tasks without a vote are left out. */
    Map<Long, List<Vote>> of(Collection<Long> taskKeys) {
        return read("from task_decision d where d.task_key = any (?) order by d.decided_at, d.id", (Object)
                taskKeys.toArray(Long[]::new));
    }

    /** What a vote that was cast in bulk replaced. */
    Optional<Vote> replaced(UUID bulkDecisionId, long taskKey) {
        return read("""
                        from bulk_decision_item i cross join lateral jsonb_populate_record(null::task_decision, i.former_vote) d
                        where i.bulk_decision_id = ? and i.task_key = ? and i.former_vote is not null
                        """, bulkDecisionId, taskKey).getOrDefault(taskKey, List.of()).stream()
                .findFirst();
    }

    private Map<Long, List<Vote>> read(String from, Object... parameters) {
        var votes = new HashMap<Long, List<Vote>>();
        jdbc.sql("select d.task_key, " + AS_JSON + " as vote " + from)
                .params(parameters)
                .query(row -> {
                    votes.computeIfAbsent(row.getLong("task_key"), key -> new ArrayList<>())
                            .add(json.readValue(row.getString("vote"), Stored.class)
                                    .vote());
                });
        return votes;
    }

    /** A vote as {@link #AS_JSON} has it. */
    private record Stored(
            UUID id,
            String voter,
            @Nullable String onBehalfOf,
            String outcome,
            @Nullable String comment,
            int weight,
            int step,
            boolean conclusive,
            Instant at) {

        Vote vote() {
            return new Vote(
                    id,
                    new Person(voter, voter),
                    Person.of(onBehalfOf, null),
                    Outcome.of(outcome),
                    comment,
                    weight,
                    step,
                    conclusive,
                    at);
        }
    }

    /** @param all an array of {@link #AS_JSON}; null where there is none */
    static List<Vote> read(@Nullable String all, JsonMapper json) {
        return all == null
                ? List.of()
                : Arrays.stream(json.readValue(all, Stored[].class))
                        .map(Stored::vote)
                        .toList();
    }

    /** Who approved other tasks of the same request, for themselves or for somebody else. */
    Set<String> approversBefore(Task task) {
        var names = new HashSet<String>();
        jdbc.sql("""
                        select d.voter, d.on_behalf_of
                        from process_instance i
                            join task t on t.process_instance_key = i.key
                            join task_decision d on d.task_key = t.key
                        where (i.key = ? or (i.parent_process_instance_key is not null and i.root_process_instance_key = ?))
                            and d.outcome = 'approved' and t.key <> ?
                        """)
                .params(
                        task.engine().rootProcessInstanceKey(),
                        task.engine().rootProcessInstanceKey(),
                        task.engine().key())
                .query(row -> {
                    names.add(row.getString("voter"));
                    if (row.getString("on_behalf_of") != null) {
                        names.add(row.getString("on_behalf_of"));
                    }
                });
        return names;
    }

    /** What the voters before this one want to set, as JSON, the oldest first. */
    List<String> variablesBefore(Task task, Vote vote) {
        return jdbc.sql(
                        "select cast(variables as text) from task_decision where task_key = ? and id <> ? order by decided_at, id")
                .params(task.engine().key(), vote.id())
                .query(String.class)
                .list();
    }

    /** Takes a vote that was cast in bulk back: the voter says what he said before, be it nothing. */
    void takeBack(Vote vote, UUID bulkDecisionId, long taskKey) {
        jdbc.sql("delete from task_decision where id = ?").param(vote.id()).update();
        jdbc.sql("""
                        insert into task_decision
                        select d.* from bulk_decision_item i
                            cross join lateral jsonb_populate_record(null::task_decision, i.former_vote) d
                        where i.bulk_decision_id = ? and i.task_key = ? and i.former_vote is not null
                        """).params(bulkDecisionId, taskKey).update();
    }

    /** Instead of what the same voter said before. */
    void cast(Task task, Vote vote, String variables) {
        jdbc.sql("""
                        insert into task_decision (id, task_key, voter, on_behalf_of, outcome, comment, variables, weight, step,
                            conclusive, decided_at)
                        values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?)
                        on conflict (task_key, voter) do update set id = excluded.id, on_behalf_of = excluded.on_behalf_of,
                            outcome = excluded.outcome, comment = excluded.comment, variables = excluded.variables,
                            weight = excluded.weight, step = excluded.step, conclusive = excluded.conclusive,
                            decided_at = excluded.decided_at
                        """)
                .params(Arrays.asList(
                        vote.id(),
                        task.engine().key(),
                        vote.voter().username(),
                        vote.onBehalfOf(),
                        vote.outcome().word(),
                        vote.comment(),
                        variables,
                        vote.weight(),
                        vote.step(),
                        vote.conclusive(),
                        Columns.parameter(vote.at())))
                .update();
    }
}
