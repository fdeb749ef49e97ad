package io.countersign.engine.deadlines;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.tasks.DueTask;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says to whom a task goes that nobody decides, as {@code u:<user>} and {@code g:<group>}. */
@Component
class Superiors {

    private final Directory directory;

    Superiors(Directory directory) {
        this.directory = directory;
    }

    /** Whom the model names. */
    List<String> named(DueTask task) {
        return DeadlineTerms.of(Objects.requireNonNull(task.deadline()), task.approval())
                .escalateTo();
    }

    /** @param names of users and groups; where there are none, the manager of whoever it waits for */
    Set<String> of(DueTask task, List<String> names) {
        return names.isEmpty()
                ? managers(task.waitsFor())
                : names.stream()
                        .map(name -> directory.person(name).isPresent() ? "u:" + name : "g:" + name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param escalated whether it has gone to somebody already, whose managers are next: also those of a group's members */
    Set<String> ofExpired(DueTask task, boolean escalated) {
        return escalated ? managers(directory.members(task.escalatedTo())) : of(task, named(task));
    }

    private Set<String> managers(Collection<String> usernames) {
        return usernames.stream()
                .flatMap(username -> directory.managerOf(username).stream())
                .filter(manager -> directory
                        .person(manager)
                        .filter(UserAccount::enabled)
                        .filter(person -> person.roles().contains(Role.USER))
                        .isPresent())
                .map(manager -> "u:" + manager)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
