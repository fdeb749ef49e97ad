package io.countersign.engine.tasks;

import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A human task: what the engine says of it, and what people did about it.
 *
 * @param claimedBy who took it
 * @param claimedFor in whose place he took it; null where in his own
 * @param claimedAt when he took it
 * @param completion what became of the command that completes it, null while there is none
 * @param escalation to whom it has gone because its time was up; null for nobody
 * @param requester whose request it is; null where nobody knows
 * @param remindedAt when the requester last reminded those who have it; null where that never was
 * @param question how the latest question to the requester stands; null where nothing was asked
 */
record Task(
        EngineTask engine,
        @Nullable Person claimedBy,
        @Nullable String claimedFor,
        @Nullable Instant claimedAt,
        List<Vote> votes,
        @Nullable CommandStatus completion,
        @Nullable Person requester,
        @Nullable String businessKey,
        @Nullable String processName,
        boolean blockedByIncident,
        @Nullable Escalation escalation,
        @Nullable Instant remindedAt,
        AskedOfRequester.@Nullable Mark question) {

    /** Of everybody who is named in it. */
    Stream<String> usernames() {
        return Stream.concat(
                Stream.of(engine.assignee(), claimedBy, requester)
                        .filter(Objects::nonNull)
                        .map(Person::username),
                votes.stream().flatMap(Vote::usernames));
    }

    Task withNames(Map<String, String> people, @Nullable String newProcessName) {
        return new Task(
                engine.withAssignee(Person.named(engine.assignee(), people)),
                Person.named(claimedBy, people),
                claimedFor,
                claimedAt,
                votes.stream().map(vote -> vote.withNames(people)).toList(),
                completion,
                Person.named(requester, people),
                businessKey,
                newProcessName,
                blockedByIncident,
                escalation,
                remindedAt,
                question);
    }

    Task withClaim(@Nullable Person by, @Nullable String onBehalfOf, @Nullable Instant at) {
        return new Task(
                engine,
                by,
                onBehalfOf,
                at,
                votes,
                completion,
                requester,
                businessKey,
                processName,
                blockedByIncident,
                escalation,
                remindedAt,
                question);
    }

    private Task withAnswers(List<Vote> newVotes, @Nullable CommandStatus newCompletion) {
        return new Task(
                engine,
                claimedBy,
                claimedFor,
                claimedAt,
                newVotes,
                newCompletion,
                requester,
                businessKey,
                processName,
                blockedByIncident,
                escalation,
                remindedAt,
                question);
    }

    Task withCompletion(@Nullable CommandStatus newCompletion) {
        return withAnswers(votes, newCompletion);
    }

    /** With this vote instead of what the same voter said before. */
    Task withVote(Vote vote) {
        var all = new ArrayList<>(votes);
        all.removeIf(known -> known.voter().username().equals(vote.voter().username()));
        all.add(vote);
        return withAnswers(List.copyOf(all), completion);
    }

    Task withoutVote(Vote vote) {
        return withAnswers(
                votes.stream().filter(known -> !known.id().equals(vote.id())).toList(), completion);
    }

    Optional<Vote> voteOf(String username) {
        return votes.stream()
                .filter(vote -> vote.voter().username().equals(username))
                .findFirst();
    }

    TaskState state() {
        return TaskState.of(engine, claimedBy != null, votes, completion);
    }

    /** Whether somebody may still act on it. */
    boolean isOpen() {
        return state() == TaskState.OPEN || state() == TaskState.CLAIMED;
    }

    /** Null where engine and inbox agree. */
    @Nullable
    EngineSync engineSync() {
        return engine.state() == EngineTask.State.OPEN && conclusiveVote().isPresent()
                ? EngineSync.of(completion)
                : null;
    }

    Optional<Vote> conclusiveVote() {
        return votes.stream().filter(Vote::conclusive).findFirst();
    }

    /** Whether it has gone to somebody because its time was up. */
    boolean isEscalatedTo(Caller caller) {
        return escalation != null && caller.isPerson() && !Collections.disjoint(escalation.to(), Audience.of(caller));
    }

    /** Who alone may act on it now: who took it, or whom the model or an operator gave it to. */
    @Nullable
    Person owner() {
        return claimedBy != null ? claimedBy : engine.assignee();
    }

    /** The user name of whom it is in the hands of, be it through a substitute. */
    @Nullable
    String holder() {
        Person owner = owner();
        return claimedFor != null || owner == null ? claimedFor : owner.username();
    }
}
