package io.countersign.engine.tasks;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Directory.Worker;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Says whom in person a request waits for. */
@Component
public class AskedTasks {

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Votes votes;
    private final Directory directory;

    AskedTasks(JdbcClient jdbc, Tasks tasks, Votes votes, Directory directory) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.votes = votes;
        this.directory = directory;
    }

    /** The open tasks of a request and of what it called, oldest first. */
    public List<AskedTask> of(long rootInstanceKey) {
        return openTasks(rootInstanceKey).stream()
                .flatMap(key -> tasks.find(key).stream())
                .filter(Task::isOpen)
                .map(this::asked)
                .toList();
    }

    /** Nothing where the task is gone or nobody may act on it any more. */
    public Optional<AskedTask> ofTask(long taskKey) {
        return tasks.find(taskKey).filter(Task::isOpen).map(this::asked);
    }

    /** Nobody answers an open task of the request, nor takes one, until the running transaction ends. */
    public void hold(long rootInstanceKey) {
        // in one order, so that two who hold don't wait for one another
        openTasks(rootInstanceKey).forEach(tasks::lock);
    }

    private List<Long> openTasks(long rootInstanceKey) {
        return jdbc.sql("select t.key from " + Family.OF_ROOTS
                        + " join task t on t.process_instance_key = family.key and t.state = 'OPEN' order by t.key")
                .param("roots", new Long[] {rootInstanceKey})
                .query(Long.class)
                .list();
    }

    private AskedTask asked(Task task) {
        return new AskedTask(
                task.engine().key(), task.engine().name(), task.engine().createdAt(), usernames(task));
    }

    /** The user names of those who can act on it by their own right now. */
    Set<String> usernames(Task task) {
        Person owner = task.owner();
        if (owner != null) {
            return Set.of(owner.username());
        }
        Approval.Agreed agreed = Approval.of(task.engine().approval()) instanceof Approval.Agreed policy
                ? policy
                : Approval.Agreed.BY_DEFAULT;
        Set<String> asked = members(principals(task, agreed.policy()));
        task.votes().forEach(vote -> {
            asked.remove(vote.voter().username());
            // his substitute has voted for him
            asked.remove(vote.place());
        });
        Supplier<Set<String>> before = SingletonSupplier.of(() -> votes.approversBefore(task));
        asked.removeIf(name -> agreed.exclusions().reason(name, task.requester(), before) != null);
        return asked;
    }

    /** Where one decides after the other, only whoever is next is asked. */
    private static Collection<String> principals(Task task, ApprovalPolicy policy) {
        return policy instanceof ApprovalPolicy.Sequential sequential
                ? sequential.turn(task.votes()).stream().toList()
                : task.engine().principals();
    }

    private Set<String> members(Collection<String> principals) {
        return directory.workers(names(principals, true), names(principals, false)).stream()
                .map(Worker::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Collection<String> principals, boolean users) {
        return principals.stream()
                .filter(users ? Audience::isUser : Audience::isGroup)
                .map(Audience::nameOf)
                .toList();
    }
}
