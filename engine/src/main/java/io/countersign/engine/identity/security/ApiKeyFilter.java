package io.countersign.engine.identity.security;

import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the system behind {@code Authorization: Bearer cs_…}. Whoever sends the header is that system or nobody. */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final RateLimits limits;
    private final ProblemResponses responses;

    ApiKeyFilter(ApiKeys keys, RateLimits limits, ProblemResponses responses) {
        this.keys = keys;
        this.limits = limits;
        this.responses = responses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = callerOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (caller.isEmpty()) {
            limits.request("refused:" + request.getRemoteAddr());
            Refusals.challenge(response);
            responses.write(request, response, Refusals.unknownKey());
            return;
        }
        SecurityContextHolder.setContext(new CallerAuthentication(caller.get()).inContext());
        chain.doFilter(request, response);
    }

    private Optional<Caller> callerOf(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? keys.caller(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
