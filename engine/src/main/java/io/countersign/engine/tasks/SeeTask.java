package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sees a task, for features that hang something on it. */
@Component
public class SeeTask {

    private final Tasks tasks;
    private final TaskAccess access;
    private final JdbcClient jdbc;

    SeeTask(Tasks tasks, TaskAccess access, JdbcClient jdbc) {
        this.tasks = tasks;
        this.access = access;
        this.jdbc = jdbc;
    }

    /** @throws io.countersign.engine.web.Problem 404 where there is none, 403 where it is for others */
    public SeenTask see(Caller caller, long taskKey) {
        return seen(caller, tasks.get(taskKey));
    }

    /**
     * As {@link #see}; nobody takes, answers or locks it before the running transaction has ended.
     *
     * @throws io.countersign.engine.web.Problem 404 where there is none, 403 where it is for others
     */
    public SeenTask lock(Caller caller, long taskKey) {
        return seen(caller, tasks.lock(taskKey));
    }

    /** Whether the caller sees the task, or one at least of the instances, only because everybody does. */
    public boolean seesAsEverybody(Caller caller, Collection<Long> processInstanceKeys, @Nullable Long taskKey) {
        return caller.has(Role.USER)
                && jdbc.sql("""
                                select exists (select from task t where t.process_instance_key = any (?)
                                    and ? = any (t.principals) and (cast(? as bigint) is null or t.key = ?))
                                """)
                        .params(Arrays.asList(
                                processInstanceKeys.toArray(Long[]::new), Audience.EVERYBODY, taskKey, taskKey))
                        .query(Boolean.class)
                        .single();
    }

    /** Nobody answers the task before the running transaction has ended. Whether the caller may see it is not asked. */
    public void hold(long taskKey) {
        tasks.lock(taskKey);
    }

    /** Who has or had tasks of these instances. What is for everybody involves nobody. */
    public Involved involved(Collection<Long> processInstanceKeys) {
        var usernames = new HashSet<String>();
        var groups = new HashSet<String>();
        jdbc.sql("""
                        with t as (select key, principals from task where process_instance_key = any (?))
                        select distinct unnest(t.principals) as principal from t
                        union select 'u:' || v.username from task_claim v join t on t.key = v.task_key
                        union select 'u:' || v.voter from task_decision v join t on t.key = v.task_key
                        union select 'u:' || v.on_behalf_of from task_decision v join t on t.key = v.task_key
                        where v.on_behalf_of is not null
                        """).param(processInstanceKeys.toArray(Long[]::new)).query(row -> {
            String principal = row.getString("principal");
            if (Audience.isUser(principal)) {
                usernames.add(Audience.nameOf(principal));
            } else if (Audience.isGroup(principal)) {
                groups.add(Audience.nameOf(principal));
            }
        });
        return new Involved(usernames, groups);
    }

    private SeenTask seen(Caller caller, Task task) {
        TaskRules rules = access.rules(task, caller);
        Refusal hidden = rules.see();
        if (hidden != null) {
            throw hidden.toProblem();
        }
        EngineTask engine = task.engine();
        Refusal refusal = Approval.of(engine.approval()) instanceof Approval.None ? rules.complete() : rules.decide();
        return new SeenTask(
                engine.key(),
                engine.processInstanceKey(),
                engine.rootProcessInstanceKey(),
                engine.elementInstanceKey(),
                engine.processDefinitionKey(),
                engine.elementId(),
                task.requester(),
                task.isOpen(),
                Permission.of(refusal));
    }
}
