package io.countersign.engine.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the request being served: in every log line, in the answer's header, and in the audit trail. */
public final class RequestId {

    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "requestId";

    private RequestId() {}

    /** The id, or null outside a request. */
    public static @Nullable String current() {
        return MDC.get(MDC_KEY);
    }
}
