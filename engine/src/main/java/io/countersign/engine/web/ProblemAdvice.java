package io.countersign.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

@RestControllerAdvice
class ProblemAdvice {

    private final ProblemMapper mapper;

    ProblemAdvice(ProblemMapper mapper) {
        this.mapper = mapper;
    }

    /** Spring Security answers these: it knows whether to ask for a sign-in. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException refused) {
        throw refused;
    }

    /** The caller has gone away: there is nobody to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void nobodyListens() {}

    @ExceptionHandler(Throwable.class)
    @Nullable
    ResponseEntity<ProblemBody> answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        var problem = mapper.problem(failure);
        return ResponseEntity.status(problem.status())
                .headers(failure instanceof ErrorResponse answered ? answered.getHeaders() : new HttpHeaders())
                .headers(headers -> ProblemHeaders.add(problem, headers::set))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.of(problem, request.getRequestURI()));
    }
}
