package io.countersign.engine.requests.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.requests.Draft;
import io.countersign.engine.requests.DraftSummary;
import io.countersign.engine.requests.Drafts;
import io.countersign.engine.requests.Drafts.Filled;
import io.countersign.engine.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/drafts")
@Tag(name = "Requests")
class DraftsController {

    private final Drafts drafts;

    DraftsController(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * @param attachments ids of files that were handed in; null for none
     * @param version of the draft that this changes, 0 for a new one
     */
    record Body(
            @NotBlank @Size(max = 255) String processId,
            @Nullable Long formKey,
            @NotNull JsonNode values,
            @Nullable @Size(max = 100) List<@NotNull UUID> attachments,
            @Min(0) long version) {}

    @Operation(summary = "List the caller's drafts", description = "What was touched last comes first.")
    @GetMapping
    Page<DraftSummary> list(Caller caller) {
        return Page.whole(drafts.mine(caller));
    }

    @Operation(summary = "Read a draft", description = "Nobody but its owner can: 404 for everybody else.")
    @GetMapping("/{draftId}")
    Draft read(Caller caller, @PathVariable UUID draftId) {
        return drafts.get(caller, draftId);
    }

    @Operation(
            summary = "Keep a draft",
            description =
                    "Under an id of the caller's choice. Start the process with that id as the Idempotency-Key: then it"
                            + " starts once, and the draft is gone with it. 409 where the draft was changed, sent or deleted meanwhile. A deleted one comes back, with its files, where it"
                            + " is kept as a new one within a day.")
    @PutMapping("/{draftId}")
    Draft save(Caller caller, @PathVariable UUID draftId, @Valid @RequestBody Body body) {
        var files = Objects.requireNonNullElse(body.attachments(), List.<UUID>of());
        return drafts.save(
                caller, draftId, new Filled(body.processId(), body.formKey(), body.values(), files, body.version()));
    }

    @Operation(summary = "Delete a draft")
    @DeleteMapping("/{draftId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID draftId) {
        drafts.delete(caller, draftId);
    }
}
