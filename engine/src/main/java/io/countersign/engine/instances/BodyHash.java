package io.countersign.engine.instances;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether two starts ask for the same, however their JSON is written. */
class BodyHash {

    private final JsonMapper canonical;

    BodyHash(JsonMapper json) {
        this.canonical = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }

    String of(NewStart start) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("processDefinitionId", start.processId());
        body.put("processDefinitionKey", start.processDefinitionKey());
        body.put("processDefinitionVersion", start.version());
        body.put("tenantId", start.tenantId());
        body.put("businessKey", start.businessKey());
        body.put("variables", start.variables());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.writeValueAsBytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
