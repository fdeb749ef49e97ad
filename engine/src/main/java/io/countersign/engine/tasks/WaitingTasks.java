package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says which people's tasks instances wait for. */
@Component
public class WaitingTasks {

    private final JdbcClient jdbc;

    WaitingTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By root instance; tasks of called processes count, decided ones don't. */
    public Map<Long, List<WaitingTask>> of(Collection<Long> rootInstanceKeys) {
        var waiting = new HashMap<Long, List<WaitingTask>>();
        if (rootInstanceKeys.isEmpty()) {
            return waiting;
        }
        jdbc.sql("""
                        select family.root, t.key, t.name, t.created_at, t.candidate_groups,
                            coalesce(claim.username, nullif(t.assignee, '')) as owner, u.display_name as owner_name
                        from
                        """ + Family.OF_ROOTS + """
                            join task t on t.process_instance_key = family.key and t.state = 'OPEN'
                            left join task_claim claim on claim.task_key = t.key
                            left join app_user u on u.username = coalesce(claim.username, nullif(t.assignee, ''))
                        where not exists (select from task_decision d where d.task_key = t.key and d.conclusive)
                        order by t.key
                        """)
                .param("roots", rootInstanceKeys.toArray(Long[]::new))
                .query(row -> {
                    waiting.computeIfAbsent(row.getLong("root"), key -> new ArrayList<>())
                            .add(new WaitingTask(
                                    Long.toString(row.getLong("key")),
                                    row.getString("name"),
                                    Columns.time(row, "created_at"),
                                    Person.of(row.getString("owner"), row.getString("owner_name")),
                                    Columns.texts(row, "candidate_groups")));
                });
        return waiting;
    }
}
