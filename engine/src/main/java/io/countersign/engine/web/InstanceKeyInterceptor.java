package io.countersign.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Puts the path's process instance key into the log lines of the request. */
class InstanceKeyInterceptor implements HandlerInterceptor {

    static final String MDC_KEY = "processInstanceKey";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(MDC_KEY) instanceof String key) {
            MDC.put(MDC_KEY, key);
        }
        return true;
    }
}
