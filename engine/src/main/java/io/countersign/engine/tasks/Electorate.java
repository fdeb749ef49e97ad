package io.countersign.engine.tasks;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Directory.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Who may still vote on a task, as groups are now. */
@Component
class Electorate {

    private final Directory directory;
    private final Votes votes;

    Electorate(Directory directory, Votes votes) {
        this.directory = directory;
        this.votes = votes;
    }

    /** The votes as they are, with those who have not voted; where one decides after the other with whose turn it is. Once it is closed nobody is asked. */
    Ballot ballot(Task task, Approval.Agreed agreed) {
        return new Ballot(task.votes(), undecided(task, agreed));
    }

    private List<Elector> undecided(Task task, Approval.Agreed agreed) {
        ApprovalPolicy policy = agreed.policy();
        if (!policy.isForSeveral() || !task.isOpen()) {
            return List.of();
        }
        Map<String, Elector> electors = policy instanceof ApprovalPolicy.Sequential sequential
                ? next(sequential, task)
                : electors(task.engine().principals());
        if (policy instanceof ApprovalPolicy.All) {
            // whoever is named has to approve, be it somebody who can't: else a name that is gone would count as a yes
            agreed.approvers()
                    .forEach(name -> electors.putIfAbsent(name, new Elector(new Person(name, name), List.of())));
        }
        task.votes().forEach(vote -> {
            electors.remove(vote.voter().username());
            // his place is taken by his substitute
            electors.remove(vote.place());
        });
        Supplier<Set<String>> previousApprovers = SingletonSupplier.of(() -> votes.approversBefore(task));
        electors.keySet()
                .removeIf(name -> agreed.exclusions().reason(name, task.requester(), previousApprovers) != null);
        return List.copyOf(electors.values());
    }

    /** Whose turn it is, if it is a person's. */
    private Map<String, Elector> next(ApprovalPolicy.Sequential policy, Task task) {
        return electors(
                policy.turn(task.votes()).filter(Audience::isUser).stream().toList());
    }

    private Map<String, Elector> electors(List<String> principals) {
        Set<String> users = principals.stream()
                .filter(Audience::isUser)
                .map(Audience::nameOf)
                .collect(Collectors.toSet());
        Set<String> groups = principals.stream()
                .filter(Audience::isGroup)
                .map(Audience::nameOf)
                .collect(Collectors.toSet());
        List<Worker> workers =
                principals.contains(Audience.EVERYBODY) ? directory.workers() : directory.workers(users, groups);
        var electors = new HashMap<String, Elector>();
        for (Worker worker : workers) {
            electors.put(
                    worker.username(),
                    new Elector(
                            new Person(worker.username(), worker.displayName()),
                            Audience.of(worker.username(), worker.groups())));
        }
        return electors;
    }
}
