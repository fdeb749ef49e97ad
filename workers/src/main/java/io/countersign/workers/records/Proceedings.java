package io.countersign.workers.records;

import io.countersign.notices.FormWords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a request went, as far as people had a hand in it.
 *
 * @param processInstanceKey the outermost one
 * @param process what it is called
 * @param reference the business key, where it has one
 * @param form what the values are called
 * @param values those of the start form as they are now; where there is no form, all of the request's
 */
record Proceedings(
        long processInstanceKey,
        String process,
        @Nullable String reference,
        @Nullable Instant startedAt,
        FormWords form,
        Map<String, JsonNode> values,
        List<Decided> decided) {

    /**
     * A task that people were asked to do.
     *
     * @param policy how votes made the decision; null for a plain task
     * @param endedAt null where it is still open
     * @param votes in the order in which they were cast; none where it was completed elsewhere
     */
    record Decided(
            String task, @Nullable String policy, @Nullable Instant endedAt, List<Vote> votes) {

        /** The word of the vote that made the decision certain; null while there is none. */
        @Nullable
        String outcome() {
            return votes.stream()
                    .filter(Vote::conclusive)
                    .map(Vote::outcome)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What somebody said.
     *
     * @param onBehalfOf whose place the voter took
     * @param outcome approved, rejected, completed or expired
     * @param conclusive whether it made the decision certain
     */
    record Vote(
            String voter,
            @Nullable String onBehalfOf,
            String outcome,
            @Nullable String comment,
            Instant at,
            boolean conclusive) {}
}
