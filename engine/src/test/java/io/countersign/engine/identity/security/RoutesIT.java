package io.countersign.engine.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {

    private @Nullable Client plainUser;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    UserAccounts users;

    @Autowired
    ApiKeys keys;

    @Test
    void knowEveryRouteThatIsServed() {
        var ruled = Routes.RULES.stream()
                .map(rule -> rule.method() + " " + rule.pattern())
                .collect(Collectors.toSet());
        var served = new TreeSet<String>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> served.addAll(routes(info))));

        assertThat(served).isNotEmpty();
        assertThat(served)
                .filteredOn(route -> !route.endsWith(" /error") && !ruled.contains(route))
                .as("routes that nobody may call; say who may in identity.security.Routes, one line each")
                .isEmpty();
    }

    private static List<String> routes(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.isEmpty()
                        ? List.of("every method of " + pattern).stream()
                        : methods.stream().map(method -> method + " " + pattern))
                .map(route -> route.startsWith("every method of /error") ? "GET /error" : route)
                .map(route ->
                        route.startsWith("every method of /actuator") ? route.replace("every method of", "GET") : route)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void admitPeopleByRole(Role role) throws Exception {
        var username = TestPeople.user(users, Set.of(role));
        var caller = new Caller(Caller.Kind.PERSON, username, "", Set.of(role), Set.of());
        var browser = Client.browser(port);
        browser.signIn(username, TestPeople.PASSWORD);
        var wrong = new ArrayList<String>();
        for (var rule : Routes.RULES) {
            check(rule, caller, browser, wrong);
            if (rule.pattern().equals("/api/v1/session")) {
                browser.signIn(username, TestPeople.PASSWORD);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void admitSystemsByRole(Role role) throws Exception {
        var caller = new Caller(Caller.Kind.SYSTEM, "key", "", Set.of(role), Set.of());
        var system = Client.system(port, TestPeople.key(keys, Set.of(role)));
        var wrong = new ArrayList<String>();
        for (var rule : Routes.RULES) {
            check(rule, caller, system, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void admitStrangersOnlyWhereTheyMay() throws Exception {
        var wrong = new ArrayList<String>();
        for (var rule : Routes.RULES) {
            // another one each time: the cookie of one answer must not matter for the next
            var stranger = Client.browser(port);
            // as a browser that has opened the page: what is open to anyone may still be protected against other sites
            stranger.get("/api/v1/me");
            check(rule, null, stranger, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(Rule rule, @Nullable Caller caller, Client client, List<String> wrong)
            throws IOException, InterruptedException {
        var path = rule.pattern().replaceAll("\\{[^}]+}|\\*\\*", "4711");
        var expected = rule.access().permits(caller) ? "admitted" : caller == null ? "401" : "403";
        var actual = outcome(rule, client, path);
        if (!actual.equals(expected)) {
            wrong.add("%s %s: expected %s, was %s".formatted(rule.method(), path, expected, actual));
        }
    }

    private static String outcome(Rule rule, Client client, String path) throws IOException, InterruptedException {
        if (path.equals("/api/v1/events")) {
            var stream = client.stream(path);
            stream.body().close();
            return stream.statusCode() == 200 ? "admitted" : Integer.toString(stream.statusCode());
        }
        var body = rule.method().name().startsWith("P") ? "{}" : null;
        var answer = client.send(rule.method().name(), path, body);
        return switch (answer.problem()) {
            case "not-signed-in", "unknown-api-key" -> "401";
            case "not-permitted" -> answer.body().path("detail").asString().startsWith("It needs") ? "403" : "admitted";
            case "csrf" -> "failed: " + answer;
            default -> answer.status() < 500 || answer.status() == 503 ? "admitted" : "failed: " + answer;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1//users",
                "//api/v1/users",
                "/api/v1/users;a=b",
                "/api/v1/users;",
                "/api/v1/x/../users",
                "/api/v1/%2e/users",
                "/api/v1/x/%2e%2e/users",
                "/api/v1/%2fusers",
                "/api/v1/users%2f",
                "/api/v1/users/",
                "/api/v1/users.json",
                "/API/v1/users",
                "/Api/V1/Users",
                "/api/v1/%75sers",
                "/api/v1/users%00",
                "/api/v1\\users",
                "/./api/v1/users",
                "/actuator/prometheus/",
                "/actuator/configprops",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/prometheus;/health",
                "/actuator/health/../prometheus",
                "/v3/api-docs/../../api/v1/users",
                "/error"
            })
    void letNobodyAroundByAnotherSpelling(String path) {
        var answers = List.of(RawHttp.get(port, path), RawHttp.get(port, path, plainUser()));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer)
                    .doesNotContain("\"items\"")
                    .doesNotContain("jvm_")
                    .doesNotContain("activeProfiles");
            assertThat(answer).matches(text -> text.startsWith("HTTP/1.1 4") || text.contains("the web app"));
        });
    }

    private Client plainUser() {
        var known = plainUser;
        if (known == null) {
            known = Client.browser(port);
            known.signIn(TestPeople.user(users, Set.of(Role.USER)), TestPeople.PASSWORD);
            plainUser = known;
        }
        return known;
    }
}
