package io.countersign.engine.web;

import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem detail as it goes over the wire. */
@Schema(name = "Problem", description = "What went wrong and how to mend it (RFC 9457).")
record ProblemBody(
        @Schema(example = "urn:countersign:problem:task-already-decided")
        String type,

        String title,
        int status,
        String detail,
        String instance,
        @Nullable String requestId,
        List<FieldError> errors) {

    private static final int LONGEST_INSTANCE = 200;

    static ProblemBody of(Problem problem, String path) {
        return new ProblemBody(
                "urn:countersign:problem:" + problem.slug(),
                problem.title(),
                problem.status().value(),
                String.valueOf(problem.getMessage()),
                path.length() <= LONGEST_INSTANCE ? path : path.substring(0, LONGEST_INSTANCE),
                RequestId.current(),
                problem.errors());
    }
}
