package io.countersign.workers.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parameters as addresses and forms carry them. */
final class Queries {

    private Queries() {}

    /** @param parameters a list stands for several of one name; null for none */
    static String encode(Map<String, ? extends @Nullable JsonNode> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (value != null && value.isArray()) {
                value.forEach(one -> pairs.add(pair(name, one)));
            } else if (value != null && !value.isNull()) {
                pairs.add(pair(name, value));
            }
        });
        return String.join("&", pairs);
    }

    /** @param query encoded; empty: the address as it is */
    static String append(String address, String query) {
        return query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query;
    }

    static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isMissingNode() ? "" : value.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String pair(String name, JsonNode value) {
        return encode(name) + "=" + encode(text(value));
    }
}
