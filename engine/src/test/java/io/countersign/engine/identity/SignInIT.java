package io.countersign.engine.identity;

import static io.countersign.engine.identity.TestPeople.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.web.Paging;
import io.countersign.store.audit.Actor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@EngineTest
class SignInIT {

    @LocalServerPort
    int port;

    @Autowired
    UserAccounts users;

    @Autowired
    ApiKeys keys;

    @Autowired
    KeyUse keyUse;

    @Autowired
    JdbcClient jdbc;

    private Client browser;

    @BeforeEach
    void openBrowser() {
        browser = Client.browser(port);
    }

    @Test
    void letsAPersonInAndOutAgain() {
        var username = TestPeople.user(users, Set.of(Role.USER));

        assertThat(browser.get("/api/v1/me").problem()).isEqualTo("not-signed-in");
        var answer = browser.signIn(username, PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("roles").path(0).asString()).isEqualTo("USER");
        assertThat(browser.get("/api/v1/me").body().path("username").asString()).isEqualTo(username);
        assertThat(browser.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void doesNotMindTheCaseOfTheName() {
        var username = TestPeople.user(users, Set.of(Role.USER));

        assertThat(browser.signIn(" " + username.toUpperCase(Locale.ROOT), PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() {
        var username = TestPeople.user(users, Set.of(Role.USER));

        var cookies = browser.signIn(username, PASSWORD).raw().headers().allValues("Set-Cookie");

        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("SESSION=")
                        .containsIgnoringCase("HttpOnly")
                        .contains("SameSite=Lax"));
        assertThat(cookies)
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").doesNotContainIgnoringCase("HttpOnly"));
    }

    @Test
    void startsEverySessionUnderANewId() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, PASSWORD);
        var first = browser.cookie("SESSION").orElseThrow().getValue();
        browser.signIn(username, PASSWORD);

        assertThat(browser.cookie("SESSION").orElseThrow().getValue()).isNotEqualTo(first);
        var old = Client.browser(port).send("GET", "/api/v1/me", null, "Cookie", "SESSION=" + first);
        assertThat(old.status()).isEqualTo(401);
    }

    @Test
    void saysTheSameOfAWrongPasswordAndOfAnUnknownUser() {
        var username = TestPeople.user(users, Set.of(Role.USER));

        var wrong = browser.signIn(username, "not the password");
        var unknown = browser.signIn(TestPeople.name(), "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.problem()).isEqualTo("wrong-credentials");
        assertThat(unknown.body().path("detail")).isEqualTo(wrong.body().path("detail"));
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void limitsGuesses() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        for (var guess = 0; guess < 10; guess++) {
            assertThat(browser.signIn(username, "guess number " + guess).status())
                    .isEqualTo(401);
        }

        var refused = browser.signIn(username, PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(browser.signIn(TestPeople.user(users, Set.of(Role.USER)), PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wantsTheTokenForChanges() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, PASSWORD);

        var without = browser.exchange(
                "PUT",
                "/api/v1/me/preferences",
                BodyPublishers.ofString("{\"locale\":\"de\"}"),
                "Content-Type",
                "application/json");
        var with = browser.put("/api/v1/me/preferences", "{\"locale\":\"de\"}");

        assertThat(without.status()).isEqualTo(403);
        assertThat(without.problem()).isEqualTo("csrf");
        assertThat(with.body().path("locale").asString()).isEqualTo("de");
    }

    @Test
    void endsTheSessionsOfADisabledUserAtOnce() {
        var admin = TestPeople.user(users, Set.of(Role.ADMIN));
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, PASSWORD);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);

        var details = TestPeople.details(Set.of(Role.USER));
        var disabled = new UserDetails(details.displayName(), null, null, null, null, details.roles(), Set.of(), false);
        users.change(username, disabled, null, Actor.person(admin));

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(browser.signIn(username, PASSWORD).status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = ?")
                        .param(username)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void takesARoleAwayWithoutANewSignIn() {
        var username = TestPeople.user(users, Set.of(Role.USER, Role.ADMIN));
        TestPeople.user(users, Set.of(Role.ADMIN));
        browser.signIn(username, PASSWORD);
        assertThat(browser.get("/api/v1/users").status()).isEqualTo(200);

        users.change(
                username,
                new UserDetails("Somebody", null, null, null, null, Set.of(Role.USER), Set.of(), true),
                null,
                Actor.system("test"));

        assertThat(browser.get("/api/v1/users").problem()).isEqualTo("not-permitted");
    }

    @Test
    void writesNoSessionForEveryRequest() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, PASSWORD);
        var before = lastAccess(username);

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(lastAccess(username)).isEqualTo(before);
    }

    private long lastAccess(String username) {
        return jdbc.sql("select last_access_time from spring_session where principal_name = ?")
                .param(username)
                .query(Long.class)
                .single();
    }

    @Test
    void letsASystemInByItsKey() {
        var key = TestPeople.key(keys, Set.of(Role.ADMIN));
        var system = Client.system(port, key);

        assertThat(system.get("/api/v1/me").body().path("kind").asString()).isEqualTo("SYSTEM");
        var created = system.post(
                "/api/v1/groups", "{\"id\":\"%s\",\"displayName\":\"G\",\"members\":[]}".formatted(TestPeople.name()));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.raw().headers().allValues("Set-Cookie")).isEmpty();
        keyUse.write();
        assertThat(jdbc.sql("select last_used_at is not null from api_key where prefix = ?")
                        .param(key.split("_", -1)[1])
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void refusesAKeyThatIsNoneOrRevoked() {
        var key = TestPeople.key(keys, Set.of(Role.USER));
        var system = Client.system(port, key);
        assertThat(system.get("/api/v1/me").status()).isEqualTo(200);
        var id = keys.page(new Paging(200, null)).items().stream()
                .filter(known -> key.contains(known.prefix()))
                .findFirst()
                .orElseThrow()
                .id();

        keys.revoke(id, Actor.system("test"));

        assertThat(system.get("/api/v1/me").problem()).isEqualTo("unknown-api-key");
        var guessed = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        assertThat(Client.system(port, guessed).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(Client.system(port, "nonsense").get("/api/v1/me").status()).isEqualTo(401);
        assertThat(Client.system(port, "nonsense").get("/").status()).isEqualTo(401);
    }

    @Test
    void doesNotFallBackToTheSessionOfAWrongKey() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, PASSWORD);

        var answer = browser.send("GET", "/api/v1/me", null, "Authorization", "Basic dXNlcjpwYXNz");

        assertThat(answer.problem()).isEqualTo("unknown-api-key");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void keepsSignInsInTheAuditTrail() {
        var username = TestPeople.user(users, Set.of(Role.USER));
        browser.signIn(username, "not the password");
        browser.signIn(username, PASSWORD);
        browser.delete("/api/v1/session");
        var id = users.find(username).orElseThrow().id();

        assertThat(jdbc.sql("select action from audit_entry where object_type = 'user' and object_id = ? order by id")
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("user.created", "session.refused", "session.started", "session.ended");
    }
}
