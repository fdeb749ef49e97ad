package io.countersign.engine.commands;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Commands and results as the outbox keeps them. */
class CommandCodec {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    CommandCodec(JsonMapper json) {
        this.json = json;
    }

    String payload(EngineCommand command) {
        return json.writeValueAsString(command);
    }

    EngineCommand command(String kind, String payload) {
        return json.readValue(payload, CommandKind.valueOf(kind).type());
    }

    String result(Map<String, @Nullable Object> result) {
        return json.writeValueAsString(result);
    }

    Map<String, @Nullable Object> result(@Nullable String result) {
        return result == null ? Map.of() : json.readValue(result, OBJECT);
    }
}
