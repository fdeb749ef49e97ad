package io.countersign.engine.identity.web;

import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Set;
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
@Tag(name = "Administration")
class ApiKeysController {

    private final ApiKeys keys;

    record NewApiKey(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty Set<Role> roles) {}

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    @Operation(summary = "List API keys", description = "Revoked ones, too.")
    @GetMapping("/api/v1/api-keys")
    Page<ApiKeyView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return keys.page(Paging.of(limit, cursor, 1)).map(ApiKeyView::from);
    }

    @Operation(summary = "Issue an API key", description = "The answer is the only time the key itself is shown.")
    @PostMapping("/api/v1/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeyView issue(Caller caller, @Valid @RequestBody NewApiKey wanted) {
        var issued = keys.issue(wanted.name(), wanted.roles(), caller.actor());
        return ApiKeyView.withText(issued.key(), issued.text());
    }

    @Operation(summary = "Revoke an API key")
    @DeleteMapping("/api/v1/api-keys/{apiKeyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID apiKeyId) {
        keys.revoke(apiKeyId, caller.actor());
    }
}
