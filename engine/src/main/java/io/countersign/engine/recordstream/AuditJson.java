package io.countersign.engine.recordstream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Small flat JSON objects, written a thousand times a second. */
final class AuditJson {

    private AuditJson() {}

    /** @param namesAndValues in turn; what has no value is left out */
    static @Nullable String of(@Nullable Object... namesAndValues) {
        StringBuilder json = new StringBuilder(80);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                json.append(json.isEmpty() ? "{\"" : ",\"")
                        .append(namesAndValues[i])
                        .append("\":");
                append(json, value);
            }
        }
        return json.isEmpty() ? null : json.append('}').toString();
    }

    private static void append(StringBuilder json, Object value) {
        if (value instanceof Integer || value instanceof Boolean) {
            json.append(value);
        } else {
            json.append('"');
            JsonStringEncoder.getInstance().quoteAsString(value.toString(), json);
            json.append('"');
        }
    }
}
