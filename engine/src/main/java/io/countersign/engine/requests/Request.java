package io.countersign.engine.requests;

import io.countersign.engine.tasks.AskedOfRequester.OpenQuestion;
import io.countersign.engine.tasks.DecisionView;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.tasks.RequesterActs.Withdrawal;
import io.countersign.engine.tasks.WaitingTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody asked for.
 *
 * @param startId null where it was started past Countersign
 * @param processInstanceKey null until the engine has created the instance
 * @param requester null where nobody knows
 * @param rootProcessInstanceKey the request's own instance, where this is one that it called
 * @param withdrawal that the requester took it back; the engine may not have heard of it yet
 * @param remindedAt when the requester last reminded those it waits for
 * @param summary a few small values of the instance
 * @param question what the requester is asked before somebody decides; null where nobody waits for an answer
 * @param outcome what the last decision said, once that is how the request ends; null before and where nobody decided
 */
public record Request(
        @Nullable String startId,
        @Nullable String processInstanceKey,
        @Nullable String rootProcessInstanceKey,
        @Nullable String processDefinitionKey,
        String processId,
        @Nullable String processName,
        @Nullable Integer version,
        @Nullable String businessKey,
        @Nullable String requester,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        State state,
        @Nullable Withdrawal withdrawal,
        @Nullable Instant remindedAt,
        @Nullable Outcome outcome,
        Map<String, JsonNode> summary,
        List<WaitingTask> waitingFor,
        boolean hasIncident,
        @Nullable OpenQuestion question) {

    /** How far it has come. */
    public enum State {
        STARTING,
        ACTIVE,
        COMPLETED,
        TERMINATED,
        FAILED
    }

    boolean isActive() {
        return state == State.ACTIVE && withdrawal == null;
    }

    /** Whether it is a part of another request. */
    boolean isCalled() {
        return rootProcessInstanceKey != null && !rootProcessInstanceKey.equals(processInstanceKey);
    }

    /** A request goes on after an approval, and after a rejection it may come back; only its end makes the last word final. */
    Request with(
            Map<String, JsonNode> values,
            List<WaitingTask> waiting,
            List<DecisionView> decisions,
            @Nullable OpenQuestion asked) {
        Outcome last = decisions.stream()
                .map(DecisionView::outcome)
                .filter(said -> said != Outcome.COMPLETED)
                .reduce((before, after) -> after)
                .orElse(null);
        boolean ended = state == State.COMPLETED
                || ((last == Outcome.REJECTED || last == Outcome.EXPIRED) && waiting.isEmpty());
        return new Request(
                startId,
                processInstanceKey,
                rootProcessInstanceKey,
                processDefinitionKey,
                processId,
                processName,
                version,
                businessKey,
                requester,
                requestedAt,
                endedAt,
                state,
                withdrawal,
                remindedAt,
                ended ? last : null,
                values,
                waiting,
                hasIncident,
                asked);
    }
}
