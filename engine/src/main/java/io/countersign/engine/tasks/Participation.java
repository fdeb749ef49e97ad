package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people take part in instances through tasks. */
@Component
public class Participation {

    private final JdbcClient jdbc;
    private final Votes votes;

    Participation(JdbcClient jdbc, Votes votes) {
        this.jdbc = jdbc;
        this.votes = votes;
    }

    /** Whether the caller has or had a task of the instance: it is or was for them, or they answered it. */
    public boolean has(Caller caller, long processInstanceKey) {
        if (!caller.isPerson()) {
            return false;
        }
        List<String> principals = new ArrayList<>(Audience.of(caller));
        principals.remove(Audience.EVERYBODY);
        return jdbc.sql("""
                        select exists (
                            select from task t
                            where t.process_instance_key = ?
                                and (array(select task_principals(t)) && cast(? as text[])
                                    or exists (select from task_claim c where c.task_key = t.key and c.username = ?)
                                    or exists (select from task_decision d where d.task_key = t.key and d.voter = ?)))
                        """)
                .params(processInstanceKey, principals.toArray(String[]::new), caller.name(), caller.name())
                .query(Boolean.class)
                .single();
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
        Map<Long, List<DecisionView>> decisions = new HashMap<>();
        byInstance.forEach((instance, cast) -> decisions.put(
                instance,
                cast.stream()
                        .sorted(Comparator.comparing(Vote::at))
                        .map(DecisionView::from)
                        .toList()));
        return decisions;
    }
}
