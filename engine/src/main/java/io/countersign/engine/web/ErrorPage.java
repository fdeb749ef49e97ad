package io.countersign.engine.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what the servlet container itself refused. */
@Hidden
@Controller
class ErrorPage implements ErrorController {

    private final ProblemMapper mapper;
    private final ProblemResponses responses;

    ErrorPage(ProblemMapper mapper, ProblemResponses responses) {
        this.mapper = mapper;
        this.responses = responses;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        responses.write(request, response, problem(request));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return mapper.problem(failure);
        }
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number ? number : 404;
        var status = Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR);
        return new Problem(
                status,
                status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                status.getReasonPhrase(),
                "The server refused the request before looking at it.",
                List.of());
    }
}
