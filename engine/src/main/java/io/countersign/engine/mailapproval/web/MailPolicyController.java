package io.countersign.engine.mailapproval.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.mailapproval.MailPolicies;
import io.countersign.engine.mailapproval.MailPolicies.Missing;
import io.countersign.engine.mailapproval.MailPolicy;
import io.countersign.engine.mailapproval.MailPolicy.Mode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Administration")
class MailPolicyController {

    private final MailPolicies policies;

    record NewPolicy(
            @NotNull Mode mode,
            @Min(1) @Max(MailPolicy.MOST_DAYS) int linkDays,

            @NotNull
            @Pattern(regexp = "en|de")
            @Schema(description = "Of mails to people who have not chosen a language: en or de.")
            String language) {}

    /** @param missing what the installation lacks, so that no mails are sent whatever the policy says */
    record PolicyView(Mode mode, int linkDays, String language, List<Missing> missing) {}

    MailPolicyController(MailPolicies policies) {
        this.policies = policies;
    }

    @Operation(summary = "Read whether people may decide by mail")
    @GetMapping("/api/v1/organisation/approve-by-mail")
    PolicyView read() {
        MailPolicy policy = policies.get();
        return new PolicyView(policy.mode(), policy.linkDays(), policy.language(), policies.missing());
    }

    @Operation(
            summary = "Choose whether people may decide by mail",
            description = "OFF stops links that were sent as well. SIGN_IN asks whoever follows a link to sign in;"
                    + " SIGN_IN_OR_CODE takes a one-time code instead, which goes to the same mailbox.")
    @PutMapping("/api/v1/organisation/approve-by-mail")
    PolicyView write(Caller caller, @Valid @RequestBody NewPolicy policy) {
        policies.set(caller, new MailPolicy(policy.mode(), policy.linkDays(), policy.language()));
        return read();
    }
}
