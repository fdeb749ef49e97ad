package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Directory.Worker;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.tasks.TaskDetail.TaskForm;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tasks with an approval policy, for features that go to people instead of waiting for them to come. */
@Component
public class Approvals {

    private final Tasks tasks;
    private final TaskAccess access;
    private final AnswerCheck check;
    private final ShowTasks show;
    private final Directory directory;

    Approvals(Tasks tasks, TaskAccess access, AnswerCheck check, ShowTasks show, Directory directory) {
        this.tasks = tasks;
        this.access = access;
        this.check = check;
        this.show = show;
        this.directory = directory;
    }

    /**
     * Whom the task asks by name, or as one of a group. Who may not decide now is not asked, nor is who has decided; what is for everybody
     * asks nobody in person. Empty where it is no open approval, or one of which its model wants no mails.
     *
     * @param reachable who is worth asking
     * @param mostOfGroups how many are asked who are not named
     */
    public Optional<AskedInPerson> asked(long taskKey, Predicate<UserAccount> reachable, int mostOfGroups) {
        return tasks.find(taskKey)
                .filter(Task::isOpen)
                .filter(task -> Approval.goesByMail(task.engine().approval()))
                .map(task -> {
                    Set<String> named = named(task);
                    Set<String> members = members(task);
                    members.removeAll(named);
                    return new AskedInPerson(
                            show.rows(List.of(task), Map.of()).getFirst(),
                            Optional.ofNullable(show.form(task.engine()))
                                    .map(TaskForm::schema)
                                    .orElse(null),
                            Stream.concat(
                                            deciding(task, named, reachable),
                                            deciding(task, members, reachable).limit(mostOfGroups))
                                    .toList());
                });
    }

    /** What somebody who is asked is shown, and whether he may decide in person; empty where the task is not for him (any more). */
    public Optional<AskedOne> show(Caller caller, long taskKey) {
        return tasks.find(taskKey)
                .filter(task -> access.rules(task, caller).maySee())
                .map(task -> new AskedOne(
                        show.show(caller, taskKey).withoutHistory(),
                        Permission.of(
                                access.rules(task, caller).decidingInPerson().refusal()),
                        check.isComplete(task)));
    }

    /** Who somebody is who is not signed in but has shown who he is. */
    public static Caller caller(UserAccount account) {
        return TaskAccess.asCaller(account);
    }

    /** Who is named; whom somebody gave the task need not be in the model. */
    private static Set<String> named(Task task) {
        Set<String> named = names(task.engine().principals(), Audience::isUser);
        Person owner = task.owner();
        if (owner != null) {
            named.add(owner.username());
        }
        return named;
    }

    private Set<String> members(Task task) {
        Set<String> groups = names(task.engine().principals(), Audience::isGroup);
        return groups.isEmpty()
                ? new HashSet<>()
                : directory.workers(Set.of(), groups).stream()
                        .map(Worker::username)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> names(Collection<String> principals, Predicate<String> wanted) {
        return principals.stream().filter(wanted).map(Audience::nameOf).collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<UserAccount> deciding(Task task, Set<String> usernames, Predicate<UserAccount> reachable) {
        return directory.people(usernames).values().stream()
                .filter(person -> person.enabled() && person.roles().contains(Role.USER))
                .filter(reachable)
                .sorted(Comparator.comparing(UserAccount::username))
                .filter(person -> task.voteOf(person.username()).isEmpty())
                .filter(person ->
                        access.rules(task, caller(person)).decidingInPerson().allows());
    }
}
