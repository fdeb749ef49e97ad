package io.countersign.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.store.audit.Actor;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@EngineTest
// a database without an administrator
@TestPropertySource(properties = "countersign.identity.setup.lifetime=1h")
class FirstAdminIT {

    private static final URI PUBLIC = URI.create("https://approvals.example.org/");

    @LocalServerPort
    int port;

    @Autowired
    FirstAdmin firstAdmin;

    @Autowired
    UserAccounts users;

    @Test
    void isMadeOnceByALink() {
        var browser = Client.browser(port);
        var older = token();
        var token = token();
        var admin = Map.of("username", "first", "displayName", "First", "password", TestPeople.PASSWORD);

        assertThat(browser.get("/api/v1/setup/" + older).status()).isEqualTo(404);
        assertThat(browser.get("/api/v1/setup/" + token).body().has("expiresAt"))
                .isTrue();
        assertThat(browser.post(
                                "/api/v1/setup/" + token,
                                Map.of("username", "first", "displayName", "F", "password", "short"))
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/api/v1/setup/" + token, admin).status()).isEqualTo(201);
        assertThat(browser.post("/api/v1/setup/" + token, admin).problem()).isEqualTo("setup-link-gone");
        assertThat(browser.get("/api/v1/setup/" + token).status()).isEqualTo(404);
        assertThat(firstAdmin.newLink(PUBLIC)).isEmpty();
        assertThat(browser.signIn("first", TestPeople.PASSWORD).status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/users").status()).isEqualTo(200);

        staysWhileHeIsTheOnlyOne();
    }

    private void staysWhileHeIsTheOnlyOne() {
        var plain = new UserDetails("First", null, null, null, null, Set.of(Role.USER), Set.of(), true);

        assertThatThrownBy(() -> users.change("first", plain, null, Actor.system("test")))
                .hasMessageContaining("ADMIN");
    }

    private String token() {
        var link = firstAdmin.newLink(PUBLIC).orElseThrow().toString();
        assertThat(link).startsWith("https://approvals.example.org/setup/");
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
