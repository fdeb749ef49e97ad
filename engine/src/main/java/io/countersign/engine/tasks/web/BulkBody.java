package io.countersign.engine.tasks.web;

import io.countersign.engine.tasks.BulkAnswer;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people send to answer many tasks at once. */
record BulkBody(
        @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        List<@Nullable String> taskKeys,

        @Nullable
        @Schema(
                allowableValues = {"approved", "rejected", "completed"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        String outcome,

        @Nullable String comment,

        @Nullable
        @Schema(
                description =
                        "For whom a substitute decides those tasks where it could be for several; elsewhere it is ignored.")
        String onBehalfOf) {

    private static final int MOST = 200;

    BulkAnswer toAnswer() {
        if (taskKeys == null || taskKeys.isEmpty() || taskKeys.size() > MOST) {
            throw unfit("taskKeys", "has to have 1 to " + MOST + " keys");
        }
        List<Long> keys = taskKeys.stream().map(BulkBody::key).toList();
        if (Set.copyOf(keys).size() < keys.size()) {
            throw unfit("taskKeys", "may name each task once");
        }
        return new BulkAnswer(keys, decided(), comment, onBehalfOf);
    }

    private Outcome decided() {
        return switch (outcome == null ? "" : outcome) {
            case "approved" -> Outcome.APPROVED;
            case "rejected" -> Outcome.REJECTED;
            case "completed" -> Outcome.COMPLETED;
            default -> throw unfit("outcome", "has to be approved, rejected or completed");
        };
    }

    private static Long key(@Nullable String digits) {
        try {
            return Long.valueOf(String.valueOf(digits));
        } catch (NumberFormatException noKey) {
            throw unfit("taskKeys", "has to have keys, which are numbers");
        }
    }

    private static Problem unfit(String field, String message) {
        return Problem.badRequest(
                "invalid-request",
                "The request does not fit",
                field + " " + message + ".",
                new FieldError(field, message));
    }
}
