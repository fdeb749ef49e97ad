package io.countersign.engine.identity.web;

import io.countersign.engine.identity.FirstAdmin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
class SetupController {

    private final FirstAdmin firstAdmin;

    record SetupLink(Instant expiresAt) {}

    record NewAdmin(
            @NotBlank @Size(max = 100) String username,
            @NotBlank @Size(max = 200) String displayName,
            @NotBlank @Size(max = 200) String password) {}

    SetupController(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    @Operation(summary = "Whether a set-up link works")
    @GetMapping("/api/v1/setup/{token}")
    SetupLink look(@PathVariable String token) {
        return firstAdmin.expiry(token).map(SetupLink::new).orElseThrow(FirstAdmin::gone);
    }

    @Operation(summary = "Make the first administrator", description = "The link works once.")
    @PostMapping("/api/v1/setup/{token}")
    @ResponseStatus(HttpStatus.CREATED)
    UserView create(@PathVariable String token, @Valid @RequestBody NewAdmin admin) {
        return UserView.from(firstAdmin.create(token, admin.username(), admin.displayName(), admin.password()));
    }
}
