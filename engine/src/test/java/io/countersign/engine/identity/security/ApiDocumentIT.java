package io.countersign.engine.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@EngineTest
class ApiDocumentIT {

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void coversEveryRouteWithItsProblems() {
        var document = Client.system(port, TestPeople.key(keys, Set.of(Role.USER)))
                .get("/v3/api-docs")
                .body();
        assertThat(document.path("info").path("title").asString()).isEqualTo("Countersign");
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .has("requestId"))
                .isTrue();
        assertThat(document.path("components").path("schemas").has("Caller")).isFalse();

        var missing = new TreeSet<String>();
        mapping.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/") || pattern.startsWith("/v2/"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> {
                                    var operation = document.path("paths")
                                            .path(pattern)
                                            .path(method.name().toLowerCase(Locale.ROOT));
                                    if (!hasProblem(operation)
                                            || operation
                                                    .path("summary")
                                                    .asString("")
                                                    .isEmpty()) {
                                        missing.add(method + " " + pattern);
                                    }
                                })));
        assertThat(missing)
                .as("routes that /v3/api-docs does not describe; give the method an @Operation(summary = …)")
                .isEmpty();
    }

    @Test
    void saysWhoMay() {
        var paths = Client.system(port, TestPeople.key(keys, Set.of(Role.USER)))
                .get("/v3/api-docs")
                .body()
                .path("paths");

        var users = paths.path("/api/v1/users").path("get");
        assertThat(users.path("responses").path("403").path("description").asString())
                .contains("ADMIN");
        assertThat(users.path("security").size()).isEqualTo(2);
        assertThat(paths.path("/api/v1/session").path("post").path("security").size())
                .isZero();
        assertThat(Client.browser(port).get("/v3/api-docs").status()).isEqualTo(401);
    }

    private static boolean hasProblem(JsonNode operation) {
        return operation.path("responses").path("default").path("content").has("application/problem+json");
    }
}
