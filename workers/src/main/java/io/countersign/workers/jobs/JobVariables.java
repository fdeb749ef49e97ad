package io.countersign.workers.jobs;

import io.countersign.processes.ReservedVariables;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a model gives to a job: a text is a list of one wherever a list is wanted. */
final class JobVariables {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private JobVariables() {}

    static <V> V read(String variables, Class<V> type) {
        return JSON.readValue(variables, type);
    }

    /** Here and not in the client, whose JSON library does not know our one's trees. */
    static String write(Map<String, Object> variables) {
        return JSON.writeValueAsString(variables);
    }

    static @Nullable UUID startId(String variables) {
        try {
            JsonNode id = JSON.readTree(variables).path(ReservedVariables.START_ID);
            return id.isString() ? UUID.fromString(id.stringValue()) : null;
        } catch (JacksonException | IllegalArgumentException e) {
            // somebody set it to what is not an id: the same as none
            return null;
        }
    }
}
