package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.instances.Participants;
import io.countersign.engine.readmodel.KeySet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people take part in instances through tasks. */
@Component
public class Participation implements Participants {

    private final JdbcClient jdbc;
    private final Votes votes;
    private final Directory directory;

    Participation(JdbcClient jdbc, Votes votes, Directory directory) {
        this.jdbc = jdbc;
        this.votes = votes;
        this.directory = directory;
    }

    /** Those of which the caller has or had a task, for it is or was for them, or which they answered. What is for everybody is no part. */
    @Override
    public KeySet instancesOf(Caller caller) {
        var principals = new ArrayList<>(Audience.of(caller));
        principals.remove(Audience.EVERYBODY);
        String name = Audience.nameOf(caller);
        return KeySet.of(
                """
                select t.process_instance_key from task t
                where exists (select from task_candidate v where v.principal = any (?) and %s)
                union all
                select t.process_instance_key from task_claim v join task t on t.key = v.task_key where v.username = ?
                union all
                select t.process_instance_key from task_decision v join task t on t.key = v.task_key where v.voter = ?""".formatted(TaskVisibility.CANDIDATE_OF_TASK), principals.toArray(String[]::new), name, name);
    }

    /** What was said of the tasks of some instances and of those that they called, by instance, oldest first. */
    public Map<Long, List<DecisionView>> decisions(Collection<Long> processInstanceKeys) {
        Map<Long, Long> instanceOf = new HashMap<>();
        jdbc.sql("""
                        select t.key, family.root from
                        """ + Family.OF_ROOTS + """
                            join task t on t.process_instance_key = family.key
                        where exists (select from task_decision d where d.task_key = t.key)
                        """)
                .param("roots", processInstanceKeys.toArray(Long[]::new))
                .query(row -> {
                    instanceOf.put(row.getLong("key"), row.getLong("root"));
                });
        Map<Long, List<Vote>> byInstance = new HashMap<>();
        if (!instanceOf.isEmpty()) {
            votes.of(instanceOf.keySet())
                    .forEach((task, cast) -> byInstance
                            .computeIfAbsent(Objects.requireNonNull(instanceOf.get(task)), key -> new ArrayList<>())
                            .addAll(cast));
        }
        Map<String, String> people = directory.displayNames(byInstance.values().stream()
                .flatMap(List::stream)
                .flatMap(Vote::usernames)
                .collect(Collectors.toSet()));
        Map<Long, List<DecisionView>> decisions = new HashMap<>();
        byInstance.forEach((instance, cast) -> decisions.put(
                instance,
                cast.stream()
                        .sorted(Comparator.comparing(Vote::at))
                        .map(vote -> vote.withNames(people))
                        .map(DecisionView::from)
                        .toList()));
        return decisions;
    }
}
