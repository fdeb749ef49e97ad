package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.BulkCheckView;
import io.countersign.engine.tasks.BulkDecisionView;
import io.countersign.engine.tasks.DecideInBulk;
import io.countersign.engine.tasks.UndoBulkDecision;
import io.countersign.engine.web.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Inbox")
class BulkDecisionsController {

    private final DecideInBulk decisions;
    private final UndoBulkDecision undoing;

    BulkDecisionsController(DecideInBulk decisions, UndoBulkDecision undoing) {
        this.decisions = decisions;
        this.undoing = undoing;
    }

    @Operation(
            summary = "Ask what deciding many tasks would come to",
            description =
                    "Which of them the caller may approve, reject or complete, and why not the others. Nothing is decided,"
                            + " nothing is audited.")
    @PostMapping("/api/v1/bulk-decisions/check")
    BulkCheckView check(Caller caller, @Valid @RequestBody BulkBody body) {
        return decisions.check(caller, body.toAnswer());
    }

    @Operation(
            summary = "Decide many tasks",
            description =
                    "Each by itself, under the rules of a single decision; items says what came of it. The engine is told at"
                            + " undoUntil. Needs an Idempotency-Key: a repeat answers the same, decides nothing twice, and"
                            + " finishes what was broken off.")
    @PostMapping("/api/v1/bulk-decisions")
    BulkDecisionView decide(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody BulkBody body) {
        return decisions.decide(caller, Idempotency.require(idempotencyKey), body.toAnswer());
    }

    @Operation(
            summary = "Undo a decision on many tasks",
            description =
                    "Until undoUntil, by whoever decided. Tasks of which the engine has not been told are open as before;"
                            + " undo of each item says which those are. 403 for others, 409 later.")
    @PostMapping("/api/v1/bulk-decisions/{bulkDecisionId}/undo")
    BulkDecisionView undo(Caller caller, @PathVariable UUID bulkDecisionId) {
        return undoing.undo(caller, bulkDecisionId);
    }
}
