package io.countersign.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.store.audit.Actor;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EngineTest
class SignInIT {

    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    int port;

    @Autowired
    UserAccounts users;

    @Test
    void letsAPersonInAndOutAgain() {
        var username = user();
        var browser = Client.browser(port);

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
        var answer = browser.signIn(username, PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/me").body().path("username").asString()).isEqualTo(username);
        assertThat(browser.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    private String user() {
        var username = "u" + UUID.randomUUID().toString().substring(0, 8);
        users.create(
                username,
                new UserDetails("Somebody", null, PASSWORD, null, null, Set.of(Role.USER), Set.of(), true),
                Actor.system("test"));
        return username;
    }
}
