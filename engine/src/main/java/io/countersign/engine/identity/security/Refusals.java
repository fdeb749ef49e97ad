package io.countersign.engine.identity.security;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** What somebody is told who may not. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final RouteTable routes;
    private final ProblemResponses responses;

    Refusals(RouteTable routes, ProblemResponses responses) {
        this.routes = routes;
        this.responses = responses;
    }

    /** Nobody is signed in. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        refuseStranger(request, response);
    }

    private void refuseStranger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        challenge(response);
        responses.write(
                request,
                response,
                unauthorized("not-signed-in", "You are not signed in", "Sign in, or send an API key."));
    }

    /** Somebody is signed in and may not, or what he wants is not there. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (reason instanceof CsrfException && CallerAuthentication.current() == null) {
            // without a session there is nothing to protect, and the token is not what is missing
            refuseStranger(request, response);
            return;
        }
        var allowed = routes.accessTo(request).isPresent() ? List.<String>of() : routes.methodsAt(request);
        if (!allowed.isEmpty()) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
        responses.write(request, response, denied(request, reason, allowed));
    }

    /** A path that is written so that it might mean two things. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason)
            throws IOException {
        responses.write(
                request,
                response,
                Problem.badRequest(
                        "unclear-address",
                        "The address is not written plainly",
                        "Leave out empty segments, semicolons and encoded slashes or dots."));
    }

    private Problem denied(HttpServletRequest request, AccessDeniedException reason, List<String> allowed) {
        if (reason instanceof CsrfException) {
            return Problem.forbidden(
                    "csrf",
                    "The page is out of date",
                    "Send the cookie XSRF-TOKEN in the header X-XSRF-TOKEN; in a browser, reload the page.");
        }
        if (!allowed.isEmpty()) {
            return new Problem(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    "Method not allowed",
                    "%s is not offered here; use %s.".formatted(request.getMethod(), String.join(", ", allowed)),
                    List.of());
        }
        return routes.accessTo(request)
                .map(access ->
                        Problem.forbidden("not-permitted", "You may not do this", "It needs " + access.needs() + "."))
                .orElseGet(() -> Problem.notFound(
                        "unknown-route", "There is nothing here", "No such address; see /v3/api-docs."));
    }

    static Problem unknownKey() {
        return unauthorized(
                "unknown-api-key",
                "The API key is not valid",
                "Send Authorization: Bearer cs_…; the key may be revoked.");
    }

    static Problem unauthorized(String slug, String title, String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, slug, title, detail, List.of());
    }

    static void challenge(HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"countersign\"");
    }
}
