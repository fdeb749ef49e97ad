package io.countersign.workers.operations;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, ready to be sent.
 *
 * @param text what is sent, as far as it can be read by people
 */
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable HttpEntity body,
        @Nullable String text,
        Duration timeout) {

    Call with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(more);
        return new Call(method, uri, all, body, text, timeout);
    }

    Call to(URI other) {
        return new Call(method, other, headers, body, text, timeout);
    }
}
