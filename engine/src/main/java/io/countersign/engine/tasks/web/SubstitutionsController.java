package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.ArrangeSubstitution;
import io.countersign.engine.tasks.NewSubstitution;
import io.countersign.engine.tasks.SubstitutionView;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Substitution")
class SubstitutionsController {

    private final ArrangeSubstitution substitutions;

    record Wanted(
            @Nullable String absent,

            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String substitute,

            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable List<@Nullable String> processIds,
            @Nullable BigDecimal maxAmount) {

        NewSubstitution toNewSubstitution() {
            List<String> processes = processIds == null
                    ? List.of()
                    : processIds.stream()
                            .map(id -> Objects.requireNonNullElse(id, ""))
                            .toList();
            return new NewSubstitution(absent, substitute, startsAt, endsAt, processes, maxAmount);
        }
    }

    SubstitutionsController(ArrangeSubstitution substitutions) {
        this.substitutions = substitutions;
    }

    @Operation(
            summary = "List substitutions",
            description =
                    "Those in which the caller is absent or the substitute, or with absent those of that person, which"
                            + " administrators may ask for; the newest first, with what is over.")
    @GetMapping("/api/v1/substitutions")
    Page<SubstitutionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String absent,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return substitutions.page(caller, absent, Paging.of(limit, cursor, 2));
    }

    @Operation(
            summary = "Arrange a substitution",
            description =
                    "From startsAt (now) to endsAt (open), for some processes or all, up to an amount or any. Only"
                            + " administrators name who is absent; for everybody else it is the caller.")
    @PostMapping("/api/v1/substitutions")
    @ResponseStatus(HttpStatus.CREATED)
    SubstitutionView create(Caller caller, @RequestBody Wanted wanted) {
        return substitutions.create(caller, wanted.toNewSubstitution());
    }

    @Operation(
            summary = "End a substitution",
            description =
                    "Now, or before it has begun. Who is absent, who arranged it and administrators may; a repeat is harmless.")
    @DeleteMapping("/api/v1/substitutions/{substitutionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, @PathVariable UUID substitutionId) {
        substitutions.end(caller, substitutionId);
    }
}
