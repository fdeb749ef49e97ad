package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of the result variable, as models read it. */
final class DecisionValue {

    private DecisionValue() {}

    static Map<String, @Nullable Object> of(Outcome outcome, List<Vote> votes, Instant decidedAt) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("outcome", outcome.word());
        value.put("votes", votes.stream().map(DecisionValue::vote).toList());
        value.put("decidedAt", decidedAt.toString());
        return value;
    }

    private static Map<String, @Nullable Object> vote(Vote vote) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("by", vote.voter().username());
        value.put("onBehalfOf", vote.onBehalfOf());
        value.put("outcome", vote.outcome().word());
        value.put("comment", vote.comment());
        value.put("at", vote.at().toString());
        return value;
    }
}
