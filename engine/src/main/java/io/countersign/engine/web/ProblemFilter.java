package io.countersign.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what goes wrong before a controller is reached, such as a session that can't be loaded. */
class ProblemFilter extends OncePerRequestFilter {

    private final ProblemMapper mapper;
    private final ProblemResponses responses;

    ProblemFilter(ProblemMapper mapper, ProblemResponses responses) {
        this.mapper = mapper;
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("IllegalCatch")
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            responses.write(request, response, mapper.problem(failure));
        }
    }
}
