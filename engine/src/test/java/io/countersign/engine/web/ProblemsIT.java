package io.countersign.engine.web;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EngineTest
class ProblemsIT {

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    private Client admin;

    @BeforeEach
    void useAKey() {
        admin = Client.system(port, TestPeople.key(keys, Set.of(Role.ADMIN)));
    }

    @Test
    void sayWhereTheJsonIsBroken() {
        var answer = admin.post("/api/v1/groups", "{\"id\": \"a\",\n  \"displayName\": }");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unreadable-body");
        assertThat(answer.body().path("detail").asString()).contains("line 2").contains("column");
        isTidy(answer);
    }

    @Test
    void sayWhichFieldHasTheWrongType() {
        var answer = admin.post("/api/v1/groups", "{\"id\": \"a\", \"displayName\": {\"a\": 1}, \"members\": []}");

        assertThat(answer.body().path("errors").path(0).path("field").asString())
                .isEqualTo("displayName");
        assertThat(answer.body().path("errors").path(0).path("message").asString())
                .isEqualTo("must be a string");
        isTidy(answer);
    }

    @Test
    void sayWhichRolesThereAre() {
        var answer = admin.post("/api/v1/api-keys", "{\"name\": \"a\", \"roles\": [\"KING\"]}");

        assertThat(answer.body().path("detail").asString()).contains("roles[0]").contains("USER, DESIGNER");
        isTidy(answer);
    }

    @Test
    void sayThatABodyIsMissing() {
        var answer =
                admin.exchange("POST", "/api/v1/groups", BodyPublishers.noBody(), "Content-Type", "application/json");

        assertThat(answer.body().path("detail").asString()).isEqualTo("A JSON body is required.");
        isTidy(answer);
    }

    @Test
    void sayWhichContentTypeIsTaken() {
        var answer = admin.exchange(
                "POST", "/api/v1/groups", BodyPublishers.ofString("<a/>"), "Content-Type", "application/xml");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body().path("detail").asString()).contains("application/json");
        isTidy(answer);
    }

    @Test
    void areJsonWhateverIsAskedFor() {
        var answer =
                admin.exchange("GET", "/api/v1/no-such-thing", BodyPublishers.noBody(), "Accept", "application/xml");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-route");
    }

    @Test
    void sayThatThereIsNothing() {
        var answer = admin.get("/api/v1/no-such-thing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-route");
        isTidy(answer);
    }

    @Test
    void sayWhichMethodsThereAre() {
        var answer = admin.delete("/api/v1/users");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
        isTidy(answer);
    }

    @Test
    void sayWhichParameterDoesNotFit() {
        assertThat(admin.get("/api/v1/users?limit=many")
                        .body()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("limit");
        assertThat(admin.get("/api/v1/users?limit=0").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/users?cursor=forged").problem()).isEqualTo("invalid-cursor");
        isTidy(admin.get("/api/v1/users?limit=many"));
    }

    @Test
    void refuseABodyThatIsTooLargeWhetherOrNotItSaysSo() {
        var large = ("{\"id\": \"" + "a".repeat(5_000_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        var said = admin.exchange(
                "POST", "/api/v1/groups", BodyPublishers.ofByteArray(large), "Content-Type", "application/json");
        var unsaid = admin.exchange(
                "POST",
                "/api/v1/groups",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Content-Type",
                "application/json");

        assertThat(said.status()).isEqualTo(413);
        assertThat(unsaid.status()).isEqualTo(413);
        assertThat(unsaid.problem()).isEqualTo("too-large");
        isTidy(said);
        isTidy(unsaid);
    }

    @Test
    void carryTheCallersRequestIdWhereItIsSane() {
        assertThat(admin.send("GET", "/api/v1/me", null, "X-Request-Id", "order-4711-abc")
                        .header("X-Request-Id"))
                .isEqualTo("order-4711-abc");
        assertThat(admin.send("GET", "/api/v1/me", null, "X-Request-Id", "x\"<script>")
                        .header("X-Request-Id"))
                .doesNotContain("script");
        var refused = Client.browser(port).send("GET", "/api/v1/me", null, "X-Request-Id", "order-4711-abc");
        assertThat(refused.body().path("requestId").asString()).isEqualTo("order-4711-abc");
    }
}
