package io.countersign.engine.web;

import java.util.function.BiConsumer;
import org.springframework.http.HttpHeaders;

/** The headers that go with a problem. */
final class ProblemHeaders {

    private ProblemHeaders() {}

    static void add(Problem problem, BiConsumer<String, String> header) {
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            header.accept(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
    }
}
