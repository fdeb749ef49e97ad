package io.countersign.engine.requests;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A draft in a list.
 *
 * @param summary a few small values of it
 */
public record DraftSummary(
        String draftId,
        String processId,
        @Nullable String formKey,
        Map<String, JsonNode> summary,
        Instant createdAt,
        Instant updatedAt) {

    private static final int MOST = 8;
    private static final int LONGEST = 200;

    static DraftSummary of(Draft draft) {
        var summary = new LinkedHashMap<String, JsonNode>();
        draft.values().properties().stream()
                .filter(entry -> isSmall(entry.getValue()))
                .limit(MOST)
                .forEach(entry -> summary.put(entry.getKey(), entry.getValue()));
        return new DraftSummary(
                draft.draftId(), draft.processId(), draft.formKey(), summary, draft.createdAt(), draft.updatedAt());
    }

    private static boolean isSmall(JsonNode value) {
        return value.isString()
                ? !value.stringValue().isBlank() && value.stringValue().length() <= LONGEST
                : value.isNumber() || value.isBoolean();
    }
}
