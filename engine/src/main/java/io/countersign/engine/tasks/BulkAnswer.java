package io.countersign.engine.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answers to many tasks at once.
 *
 * @param onBehalfOf the user name of whom he answers for where that could be several; elsewhere the rules know
 */
public record BulkAnswer(
        List<Long> taskKeys,
        Outcome outcome,
        @Nullable String comment,
        @Nullable String onBehalfOf) {

    Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("taskKeys", taskKeys);
        body.put("outcome", outcome);
        body.put("comment", comment);
        body.put("onBehalfOf", onBehalfOf);
        return body;
    }
}
