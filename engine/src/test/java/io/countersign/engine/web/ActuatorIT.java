package io.countersign.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EngineTest
class ActuatorIT {

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Test
    void tellsAnyoneWhetherItLivesAndNoMore() {
        var stranger = Client.browser(port);

        assertThat(stranger.get("/actuator/health/liveness")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(stranger.get("/actuator/health").body().has("components")).isFalse();
        assertThat(stranger.get("/actuator/prometheus").status()).isEqualTo(401);
    }

    @Test
    void tellsOperatorsMore() {
        var operator = Client.system(port, TestPeople.key(keys, Set.of(Role.OPERATOR)));
        var user = Client.system(port, TestPeople.key(keys, Set.of(Role.USER)));

        assertThat(operator.get("/actuator/health").body().path("components").has("db"))
                .isTrue();
        assertThat(user.get("/actuator/health").body().has("components")).isFalse();
        assertThat(operator.get("/actuator/prometheus").raw().body())
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count");
        assertThat(user.get("/actuator/prometheus").status()).isEqualTo(403);
    }
}
