package io.countersign.engine.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the rule for a request. Paths are matched by the parser that also finds the controller, so both mean the same. */
@Component
class RouteTable {

    private final List<Entry> entries;
    private final List<PathPattern> interfaces;

    private record Entry(Rule rule, PathPattern pattern) {}

    RouteTable(SecuritySettings settings) {
        this.entries = Routes.RULES.stream()
                .map(rule -> settings.openMetrics() && rule.pattern().equals("/actuator/prometheus")
                        ? new Rule(rule.method(), rule.pattern(), Access.anyone())
                        : rule)
                .map(rule -> new Entry(rule, PathPatternParser.defaultInstance.parse(rule.pattern())))
                .toList();
        this.interfaces = Routes.INTERFACES.stream()
                .map(path -> PathPatternParser.defaultInstance.parse(path + "/**"))
                .toList();
    }

    /** Empty where nobody said who may: then nobody may. */
    Optional<Access> accessTo(HttpServletRequest request) {
        var path = path(request);
        return mostSpecific(path, request.getMethod())
                .map(entry -> entry.rule().access())
                .or(() -> isWebApp(path, request.getMethod()) ? Optional.of(Access.anyone()) : Optional.empty());
    }

    /** What may be done at the address instead. */
    List<String> methodsAt(HttpServletRequest request) {
        var path = path(request);
        return List.copyOf(entries.stream()
                .filter(entry -> entry.pattern().matches(path))
                .map(entry -> entry.rule().method().name())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Optional<Entry> mostSpecific(PathContainer path, String method) {
        return entries.stream()
                .filter(entry -> entry.rule().takes(method) && entry.pattern().matches(path))
                .min((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(one.pattern(), other.pattern()));
    }

    boolean isInterface(HttpServletRequest request) {
        var path = path(request);
        return interfaces.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private boolean isWebApp(PathContainer path, String method) {
        return (HttpMethod.GET.name().equals(method) || HttpMethod.HEAD.name().equals(method))
                && interfaces.stream().noneMatch(pattern -> pattern.matches(path));
    }

    private static PathContainer path(HttpServletRequest request) {
        return (ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parse(request))
                .pathWithinApplication();
    }
}
