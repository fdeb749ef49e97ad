package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
class MeController {

    private final Me me;
    private final UserAccounts users;

    record Preferences(@Nullable @Size(max = 35) String locale) {}

    MeController(Me me, UserAccounts users) {
        this.me = me;
        this.users = users;
    }

    @Operation(summary = "Who am I")
    @GetMapping("/api/v1/me")
    MeView who(Caller caller) {
        return me.of(caller);
    }

    @Operation(summary = "Choose my language", description = "Null: as the browser asks.")
    @PutMapping("/api/v1/me/preferences")
    MeView prefer(Caller caller, @Valid @RequestBody Preferences preferences) {
        if (!caller.isPerson()) {
            throw Problem.forbidden("people-only", "Only people have preferences", "Sign in as a person.");
        }
        return me.of(users.setLocale(caller.name(), preferences.locale()));
    }
}
