package io.countersign.engine.mailapproval.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.mailapproval.FollowLink;
import io.countersign.engine.mailapproval.LinkView;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Nothing here is read with GET, so no address carries a link, and no scanner that follows one does anything. */
@RestController
@Tag(name = "Decisions by mail")
class DecisionLinkController {

    private final FollowLink links;

    record Link(
            @NotBlank
            @Size(max = 200)
            @Schema(description = "What the address in the mail has after #, up to a full stop.")
            String token,

            @Nullable @Size(max = 20) @Schema(description = "The one-time code, where somebody is not signed in.")
            String code) {

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    record Code(@NotBlank @Size(max = 200) String token) {

        @Override
        public String toString() {
            return "Code[]";
        }
    }

    record Decision(
            @NotBlank @Size(max = 200) String token,
            @Nullable @Size(max = 20) String code,

            @NotNull @Schema(allowableValues = {"approved", "rejected"})
            Outcome outcome,

            @Nullable String comment) {

        Outcome decided() {
            if (outcome == Outcome.COMPLETED) {
                throw Problem.badRequest(
                        "invalid-request",
                        "The request does not fit",
                        "outcome has to be approved or rejected.",
                        new FieldError("outcome", "has to be approved or rejected"));
            }
            return outcome;
        }

        @Override
        public String toString() {
            return "Decision[outcome=" + outcome + "]";
        }
    }

    DecisionLinkController(FollowLink links) {
        this.links = links;
    }

    @Operation(
            summary = "Look at what a mail asks for",
            description =
                    "Decides nothing and uses nothing up. Says nothing of task and person before the caller has shown, by"
                            + " signing in or by a code, that he is the one whom the mail was sent to. 403 where a code does not fit.")
    @PostMapping("/api/v1/decision-links/look")
    LinkView look(@Nullable Caller caller, @Valid @RequestBody Link link) {
        return links.look(caller, link.token(), link.code());
    }

    @Operation(
            summary = "Have a one-time code sent",
            description =
                    "To the person whom the mail was sent to, where the organisation allows it. It is good for this link"
                            + " only, for ten minutes and five tries, and makes the one before it void. 429 after too many.")
    @PostMapping("/api/v1/decision-links/code")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void code(@Valid @RequestBody Code link) {
        links.sendCode(link.token());
    }

    @Operation(
            summary = "Approve or reject by mail",
            description =
                    "Once for each link, by the person whom the mail was sent to, under the rules that hold in the inbox at"
                            + " this moment. 403 says why he may not, 409 what happened to link or task.")
    @PostMapping("/api/v1/decision-links/decision")
    LinkView decide(@Nullable Caller caller, @Valid @RequestBody Decision decision) {
        return links.decide(caller, decision.token(), decision.code(), decision.decided(), decision.comment());
    }
}
