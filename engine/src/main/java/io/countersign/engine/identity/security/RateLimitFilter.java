package io.countersign.engine.identity.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves one caller only so many requests a second. The web app's files are not counted. */
class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final RouteTable routes;

    RateLimitFilter(RateLimits limits, RouteTable routes) {
        this.limits = limits;
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = CallerAuthentication.current();
        limits.request(caller == null ? "address:" + request.getRemoteAddr() : caller.id());
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !routes.isInterface(request);
    }
}
