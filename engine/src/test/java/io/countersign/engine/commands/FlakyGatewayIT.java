package io.countersign.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineIT;
import io.countersign.engine.RealParts;
import io.countersign.engine.commands.TcpProxy.Mode;
import io.countersign.engine.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Starts whose requests or answers get lost on the way; the engine stays up. */
@DirtiesContext
class FlakyGatewayIT extends EngineIT {

    private static final TcpProxy PROXY =
            new TcpProxy(RealParts.shared().broker().grpcAddress());

    private final String process = uniqueId("flaky");
    private Client client = Client.browser(0);

    @DynamicPropertySource
    static void throughTheProxy(DynamicPropertyRegistry properties) {
        properties.add("countersign.zeebe.grpc-address", PROXY::address);
        properties.add("countersign.zeebe.request-timeout", () -> "2s");
        properties.add("countersign.commands.settle-after", () -> "4s");
    }

    @BeforeEach
    void haveAProcess() {
        deployServiceTask(process);
        client = system(Role.USER);
        // the connection is there before anything gets lost
        start("warm-up-" + process);
    }

    @AfterEach
    void pass() {
        PROXY.set(Mode.PASS);
        PROXY.cut();
    }

    @Test
    void findsTheInstanceWhoseAnswerGotLost() {
        var key = UUID.randomUUID().toString();
        PROXY.set(Mode.LOSE_REPLIES);

        var answer = start(key);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(instancesOf(key))
                .containsExactly(answer.body().path("processInstanceKey").asLong());
    }

    @Test
    void startsOnceTheInstanceWhoseRequestGotLost() {
        var key = UUID.randomUUID().toString();
        PROXY.set(Mode.LOSE_REQUESTS);
        var first = CompletableFuture.supplyAsync(() -> start(key));
        eventually().until(this::isInDoubt);
        PROXY.set(Mode.PASS);
        PROXY.cut();

        var answer = eventually().until(() -> start(key), it -> it.status() == 200);

        assertThat(first.join().status()).isIn(200, 503);
        eventually()
                .untilAsserted(() -> assertThat(instancesOf(key))
                        .containsExactly(
                                answer.body().path("processInstanceKey").asLong()));
        assertThat(start(key).body()).isEqualTo(answer.body());
    }

    private boolean isInDoubt() {
        return jdbc.sql("""
                select exists (select from engine_command c join start_request s on s.id::text = c.target
                    where s.process_id = ? and c.state = 'AMBIGUOUS')
                """).param(process).query(Boolean.class).single();
    }

    private Answer start(String key) {
        return client.send(
                "POST", "/v2/process-instances", Map.of("processDefinitionId", process), "Idempotency-Key", key);
    }

    private List<Long> instancesOf(String key) {
        return jdbc.sql("""
                select p.key from process_instance p join start_request s on s.id = p.start_id
                where s.idempotency_key = ?
                """).param(key).query(Long.class).list();
    }
}
