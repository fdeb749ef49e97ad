package io.countersign.engine.tasks;

import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.commands.EngineCommand.TaskKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes tasks for tests of the rules: open, plain and for everybody, unless told otherwise. */
final class SomeTask {

    private EngineTask.State state = EngineTask.State.OPEN;
    private final List<String> principals = new ArrayList<>();
    private @Nullable String assignee;
    private @Nullable String claimedBy;
    private @Nullable String claimedFor;
    private @Nullable String requester;
    private @Nullable String approval;
    private @Nullable UUID completedBy;
    private @Nullable CommandStatus completion;
    private final List<Vote> votes = new ArrayList<>();

    static SomeTask task() {
        return new SomeTask();
    }

    SomeTask group(String id) {
        principals.add(Audience.group(id));
        return this;
    }

    SomeTask user(String username) {
        principals.add(Audience.user(username));
        return this;
    }

    SomeTask assignee(String username) {
        assignee = username;
        principals.add(Audience.user(username));
        return this;
    }

    SomeTask claimedBy(String username) {
        claimedBy = username;
        return this;
    }

    SomeTask claimedFor(String substitute, String username) {
        claimedBy = substitute;
        claimedFor = username;
        return this;
    }

    SomeTask requester(String username) {
        requester = username;
        return this;
    }

    SomeTask approval(String json) {
        approval = json;
        return this;
    }

    SomeTask state(EngineTask.State ended) {
        state = ended;
        return this;
    }

    SomeTask completedBy(UUID vote) {
        state = EngineTask.State.COMPLETED;
        completedBy = vote;
        return this;
    }

    SomeTask completion(CommandStatus.State commandState, CommandStatus.@Nullable Outcome outcome) {
        completion = new CommandStatus(1, commandState, outcome, null, Map.of());
        return this;
    }

    SomeTask vote(UUID id, String voter, Outcome outcome, boolean conclusive) {
        votes.add(new Vote(id, new Person(voter, "Mr " + voter), null, outcome, null, 1, 0, conclusive, Instant.EPOCH));
        return this;
    }

    /** A vote that a substitute cast. */
    SomeTask voteFor(String absent, String voter, int step) {
        votes.add(new Vote(
                UUID.randomUUID(),
                new Person(voter, "Mr " + voter),
                new Person(absent, "Mr " + absent),
                Outcome.APPROVED,
                null,
                1,
                step,
                false,
                Instant.EPOCH));
        return this;
    }

    Task make() {
        return new Task(
                new EngineTask(
                        1,
                        TaskKind.JOB,
                        state,
                        "<default>",
                        2,
                        2,
                        3,
                        4,
                        "p",
                        "e",
                        "Approve it",
                        Person.of(assignee, null),
                        List.of(),
                        List.of(),
                        principals.isEmpty() ? List.of(Audience.EVERYBODY) : principals,
                        null,
                        null,
                        50,
                        null,
                        null,
                        approval == null ? null : JsonMapper.shared().readTree(approval),
                        null,
                        Instant.EPOCH,
                        null,
                        completedBy),
                Person.of(claimedBy, null),
                claimedFor,
                claimedBy == null ? null : Instant.EPOCH,
                votes,
                completion,
                Person.of(requester, null),
                null,
                "Process",
                false,
                null,
                null,
                null);
    }
}
