package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Administration")
class UsersController {

    private final UserAccounts users;

    record NewUser(
            @NotBlank @Size(max = 100) String username,
            @NotBlank @Size(max = 200) String displayName,
            @Nullable @Email @Size(max = 254) String email,
            @Nullable @Size(max = 200) String password,
            @Nullable String manager,
            @NotNull Set<Role> roles,
            @NotNull Set<@NotBlank String> groups,
            @Nullable @Size(max = 35) String locale,
            @Nullable Boolean enabled) {

        UserDetails details() {
            return new UserDetails(
                    displayName, email, password, manager, locale, roles, groups, !Boolean.FALSE.equals(enabled));
        }
    }

    /** @param version as last read; a change in between is then answered with 409 */
    record ChangedUser(
            @NotBlank @Size(max = 200) String displayName,
            @Nullable @Email @Size(max = 254) String email,
            @Nullable @Size(max = 200) String password,
            @Nullable String manager,
            @NotNull Set<Role> roles,
            @NotNull Set<@NotBlank String> groups,
            @Nullable @Size(max = 35) String locale,
            @NotNull Boolean enabled,
            @Nullable Long version) {

        UserDetails details() {
            return new UserDetails(displayName, email, password, manager, locale, roles, groups, enabled);
        }
    }

    UsersController(UserAccounts users) {
        this.users = users;
    }

    @Operation(summary = "List users")
    @GetMapping("/api/v1/users")
    Page<UserView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return users.page(Paging.of(limit, cursor, 1)).map(UserView::from);
    }

    @Operation(summary = "Create a user")
    @PostMapping("/api/v1/users")
    @ResponseStatus(HttpStatus.CREATED)
    UserView create(Caller caller, @Valid @RequestBody NewUser user) {
        return UserView.from(users.create(user.username(), user.details(), caller.actor()));
    }

    @Operation(summary = "Read a user")
    @GetMapping("/api/v1/users/{username}")
    UserView read(@PathVariable String username) {
        return users.find(username)
                .map(UserView::from)
                .orElseThrow(() -> Problem.notFound(
                        "unknown-user", "There is no such user", "There is no user " + username + "."));
    }

    @Operation(
            summary = "Change a user",
            description = "Disabling a user ends the sessions and revokes the keys he issued.")
    @PutMapping("/api/v1/users/{username}")
    UserView change(Caller caller, @PathVariable String username, @Valid @RequestBody ChangedUser user) {
        return UserView.from(users.change(username, user.details(), user.version(), caller.actor()));
    }
}
