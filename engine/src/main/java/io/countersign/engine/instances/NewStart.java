package io.countersign.engine.instances;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be started: a process by its key, or by its id and, where not the latest, its version.
 *
 * @param businessKey what the request is called elsewhere, such as an order number
 */
public record NewStart(
        @Nullable String processId,
        @Nullable Integer version,
        @Nullable Long processDefinitionKey,
        String tenantId,
        Map<String, @Nullable Object> variables,
        @Nullable String businessKey) {

    /** As it is asked for over HTTP. */
    Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("processDefinitionId", processId);
        body.put("processDefinitionKey", processDefinitionKey);
        body.put("processDefinitionVersion", version);
        body.put("tenantId", tenantId);
        body.put("businessKey", businessKey);
        body.put("variables", variables);
        return body;
    }
}
