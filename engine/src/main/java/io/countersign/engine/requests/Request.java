package io.countersign.engine.requests;

import io.countersign.engine.tasks.DecisionView;
import io.countersign.engine.tasks.Outcome;
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
 * @param summary a few small values of the instance
 * @param outcome what the last decision said, once that is how the request ends; null before and where nobody decided
 */
public record Request(
        @Nullable String startId,
        @Nullable String processInstanceKey,
        @Nullable String processDefinitionKey,
        String processId,
        @Nullable String processName,
        @Nullable Integer version,
        @Nullable String businessKey,
        @Nullable String requester,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        State state,
        @Nullable Outcome outcome,
        Map<String, JsonNode> summary,
        List<WaitingTask> waitingFor,
        boolean hasIncident) {

    /** How far it has come. */
    public enum State {
        STARTING,
        ACTIVE,
        COMPLETED,
        TERMINATED,
        FAILED
    }

    /** A request goes on after an approval, and after a rejection it may come back; only its end makes the last word final. */
    Request with(Map<String, JsonNode> values, List<WaitingTask> waiting, List<DecisionView> decisions) {
        Outcome last = decisions.stream()
                .map(DecisionView::outcome)
                .filter(said -> said != Outcome.COMPLETED)
                .reduce((before, after) -> after)
                .orElse(null);
        boolean ended = state == State.COMPLETED || (last == Outcome.REJECTED && waiting.isEmpty());
        return new Request(
                startId,
                processInstanceKey,
                processDefinitionKey,
                processId,
                processName,
                version,
                businessKey,
                requester,
                requestedAt,
                endedAt,
                state,
                ended ? last : null,
                values,
                waiting,
                hasIncident);
    }
}
