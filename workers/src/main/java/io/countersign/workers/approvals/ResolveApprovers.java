package io.countersign.workers.approvals;

import io.countersign.processes.WorkerVariables;
import io.countersign.workers.approvals.Approver.AnyOf;
import io.countersign.workers.approvals.Approver.Somebody;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requester.Known;
import io.countersign.workers.directory.Requesters;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds, for every role, somebody who can approve: nobody approves their own request, and nobody twice. */
@Component
class ResolveApprovers {

    private final Directory directory;
    private final Requesters requesters;

    ResolveApprovers(Directory directory, Requesters requesters) {
        this.directory = directory;
        this.requesters = requesters;
    }

    JobResult run(Job job, ApproversNeeded needed) {
        Requester requester = requesters.of(job);
        if (requester instanceof Requester.NotYetKnown) {
            return new RetryLater("The instance isn't in the read model yet.", Duration.ofSeconds(1), false);
        }
        if (needed.roles().isEmpty()) {
            return new GiveUp("The input 'roles' is empty: name at least one of manager, user:<name>, group:<id>.");
        }
        try {
            return new Completed(Map.of(WorkerVariables.APPROVERS, approvers(needed, usernameOf(requester))));
        } catch (NobodyCanApprove e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    private Map<String, Object> approvers(ApproversNeeded needed, @Nullable String requester) throws NobodyCanApprove {
        Map<String, Object> approvers = new LinkedHashMap<>();
        Set<String> excluded = new HashSet<>();
        if (requester != null) {
            excluded.add(requester);
        }
        for (String role : needed.roles()) {
            Approver approver = approver(role, requester, needed.fallbackGroup(), excluded);
            if (approver instanceof Somebody(var username)) {
                excluded.add(username);
            }
            approvers.put(role.substring(role.indexOf(':') + 1), approver.toVariable());
        }
        return approvers;
    }

    private Approver approver(
            String role, @Nullable String requester, @Nullable String fallbackGroup, Set<String> excluded)
            throws NobodyCanApprove {
        if (role.equals("manager")) {
            Optional<Approver> manager = managerOf(requester, excluded);
            return manager.isPresent() ? manager.get() : standIn(requester, fallbackGroup, excluded);
        }
        if (role.startsWith("group:")) {
            return group(role.substring("group:".length()), excluded);
        }
        if (role.startsWith("user:")) {
            return user(role.substring("user:".length()), excluded);
        }
        throw new NobodyCanApprove(
                "The role '" + role + "' is not one of manager, user:<name>, group:<id>: correct the model");
    }

    /** The next manager up the line who can sign in. */
    private Optional<Approver> managerOf(@Nullable String username, Set<String> excluded) {
        Set<String> seen = new HashSet<>();
        Optional<Person> person = username == null ? Optional.empty() : directory.person(username);
        while (person.isPresent() && seen.add(person.get().username())) {
            String manager = person.get().manager();
            person = manager == null ? Optional.empty() : directory.person(manager);
            if (person.isPresent() && mayApprove(person.get(), excluded)) {
                return Optional.of(new Somebody(person.get().username()));
            }
        }
        return Optional.empty();
    }

    private Approver standIn(@Nullable String requester, @Nullable String fallbackGroup, Set<String> excluded)
            throws NobodyCanApprove {
        if (fallbackGroup != null && !fallbackGroup.isBlank()) {
            return group(fallbackGroup, excluded);
        }
        throw new NobodyCanApprove(
                requester == null
                        ? "The requester isn't known, because the instance was not started in Countersign: name the requester"
                        : "The requester has no manager who can sign in: give '" + requester
                                + "' a manager, or the model a fallback group");
    }

    private Approver group(String groupId, Set<String> excluded) throws NobodyCanApprove {
        List<Person> members = directory
                .members(groupId)
                .orElseThrow(() -> new NobodyCanApprove("There is no group '" + groupId + "': create it"));
        if (members.stream().noneMatch(member -> mayApprove(member, excluded))) {
            throw new NobodyCanApprove("Nobody in the group '" + groupId
                    + "' can approve this: who is in it asked for it or approves an earlier step. Add a member");
        }
        return new AnyOf(groupId);
    }

    private Approver user(String username, Set<String> excluded) throws NobodyCanApprove {
        Optional<Person> person = directory.person(username);
        if (person.isEmpty() || !mayApprove(person.get(), excluded)) {
            throw new NobodyCanApprove("'" + username
                    + "' can't approve this: not known, disabled, the requester, or the approver of an earlier step."
                    + " Correct the directory or the model");
        }
        return new Somebody(username);
    }

    private static boolean mayApprove(Person person, Set<String> excluded) {
        return person.enabled() && !excluded.contains(person.username());
    }

    private static @Nullable String usernameOf(Requester requester) {
        return requester instanceof Known(var username) ? username : null;
    }

    private static final class NobodyCanApprove extends Exception {
        NobodyCanApprove(String message) {
            super(message);
        }
    }
}
