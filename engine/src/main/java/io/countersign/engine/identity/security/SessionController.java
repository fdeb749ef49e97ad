package io.countersign.engine.identity.security;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.SignIn;
import io.countersign.engine.identity.web.Me;
import io.countersign.engine.identity.web.MeView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sign-in")
class SessionController {

    private final SignIn signIn;
    private final SessionCallers sessions;
    private final CookieCsrfTokenRepository csrfTokens;
    private final RateLimits limits;
    private final Me me;

    record Credentials(
            @NotBlank @Size(max = 100) String username,
            @NotBlank @Size(max = 200) String password) {

        @Override
        public String toString() {
            return "Credentials[username=" + username + "]";
        }
    }

    SessionController(
            SignIn signIn, SessionCallers sessions, CookieCsrfTokenRepository csrfTokens, RateLimits limits, Me me) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.csrfTokens = csrfTokens;
        this.limits = limits;
        this.me = me;
    }

    @Operation(summary = "Sign in", description = "Sets the cookies SESSION and XSRF-TOKEN.")
    @PostMapping(path = "/api/v1/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    MeView start(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        var address = request.getRemoteAddr();
        var username = SignIn.normal(credentials.username());
        limits.signIn(username, address);
        var user = signIn.withPassword(username, credentials.password(), address)
                .orElseThrow(() -> Refusals.unauthorized(
                        "wrong-credentials", "Username or password is wrong", "Check both and try again."));
        limits.signedIn(username, address);
        sessions.start(request, user);
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return me.of(user);
    }

    @Operation(summary = "Sign out")
    @DeleteMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (caller.isPerson()) {
            signIn.ended(caller.name());
        }
        sessions.end(request);
        csrfTokens.saveToken(null, request, response);
    }
}
