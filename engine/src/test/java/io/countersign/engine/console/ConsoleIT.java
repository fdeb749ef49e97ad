package io.countersign.engine.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class ConsoleIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    ConsoleIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void showsOperatorsEverythingAboutAnInstance() {
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long task = rows.task().of(instance).groups("somebody-else").create();
        rows.variable(instance, instance, "countersignStartId", "\"x\"");
        rows.incident(instance, instance, null, "stuck");
        jdbc.sql("""
                        insert into job (key, partition_id, process_instance_key, element_instance_key, element_id, type, state,
                            retries, created_at) values (?, 1, ?, ?, 'e', 'send-email', 'CREATED', 3, now())
                        """).params(EngineRows.newKey(), instance, instance).update();
        long mail = jdbc.sql("""
                        insert into notification (job_key, process_instance_key, message_id, recipients, subject, text_body, state, created_at)
                        values (?, ?, ?, '{"to": ["ann@example.org"]}', 'Hello', 'Text', 'SENT', now()) returning id
                        """)
                .params(EngineRows.newKey(), instance, Cast.unique("m"))
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into notification_delivery (notification_id, address, kind, state, due_at, queued_at, answer)
                        values (?, 'ann@example.org', 'to', 'SENT', now(), now(), '250 OK')
                        """).param(mail).update();
        jdbc.sql("""
                        insert into operation_execution values (?, 1, ?, '<default>', 'orders', 'POST', 'http://x/orders', 201,
                            'SUCCEEDED', null, now(), now())
                        """).params(EngineRows.newKey(), instance).update();
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();

        JsonNode shown = operator.get("/api/v1/instances/" + instance).body();

        assertThat(shown.path("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(shown.path("hasIncident").booleanValue()).isTrue();
        assertThat(shown.path("requester").isNull()).isTrue();
        assertThat(shown.path("variables").path(0).path("scopeKey").stringValue())
                .isEqualTo(Long.toString(instance));
        assertThat(shown.path("incidents").path(0).path("errorMessage").stringValue())
                .isEqualTo("stuck");
        assertThat(shown.path("jobs").path(0).path("type").stringValue()).isEqualTo("send-email");
        assertThat(shown.path("tasks").path(0).path("taskKey").stringValue()).isEqualTo(Long.toString(task));
        assertThat(shown.path("notifications")
                        .path(0)
                        .path("deliveries")
                        .path(0)
                        .path("address")
                        .stringValue())
                .isEqualTo("ann@example.org");
        assertThat(shown.path("notifications")
                        .path(0)
                        .path("deliveries")
                        .path(0)
                        .path("answer")
                        .stringValue())
                .isEqualTo("250 OK");
        assertThat(shown.path("operations").path(0).path("status").intValue()).isEqualTo(201);
        assertThat(operator.get("/api/v1/instances/4711").status()).isEqualTo(404);
        assertThat(cast.user().browser().get("/api/v1/instances/" + instance).status())
                .isEqualTo(403);
    }

    @Test
    void showsOperatorsWhatWasSaidInACall() {
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long job = EngineRows.newKey();
        jdbc.sql("""
                        insert into operation_execution (job_key, attempt, process_instance_key, target, method, url, status, outcome,
                            started_at, ended_at, request, answer)
                        values (?, 1, ?, 'orders', 'POST', 'http://x/orders', 503, 'RETRY_LATER', now(), now(), null, null),
                            (?, 2, ?, 'orders', 'POST', 'http://x/orders', 201, 'SUCCEEDED', now(), now(), '{"item":"x"}', 'token ***')
                        """).params(job, instance, job, instance).update();
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        String calls = "/api/v1/instances/" + instance + "/operations/" + job + "/attempts/";

        assertThat(operator.get("/api/v1/instances/" + instance)
                        .body()
                        .path("operations")
                        .findValuesAsString("recorded"))
                .containsExactlyInAnyOrder("false", "true");
        JsonNode exchange = operator.get(calls + 2).body();
        assertThat(exchange.path("request").stringValue()).isEqualTo("{\"item\":\"x\"}");
        assertThat(exchange.path("answer").stringValue()).isEqualTo("token ***");
        assertThat(operator.get(calls + 1).body().path("request").isNull()).isTrue();
        assertThat(operator.get(calls + 3).status()).isEqualTo(404);
        long other = rows.instance("p", 1, "ACTIVE", null);
        assertThat(operator.get("/api/v1/instances/" + other + "/operations/" + job + "/attempts/2")
                        .status())
                .as("of another instance")
                .isEqualTo(404);
        assertThat(cast.player(Set.of(Role.AUDITOR)).browser().get(calls + 2).status())
                .isEqualTo(403);
    }

    @Test
    void saysThatTheEngineIsAway() {
        JsonNode system = cast.player(Set.of(Role.OPERATOR))
                .browser()
                .get("/api/v1/system")
                .body();

        assertThat(system.path("zeebe").path("reachable").booleanValue()).isFalse();
        assertThat(system.path("engineNode").stringValue()).isNotBlank();
        assertThat(system.path("partitions").isArray()).isTrue();
        assertThat(system.path("relay").path("dead").isNumber()).isTrue();
        assertThat(system.path("deadLetters").isNumber()).isTrue();
    }
}
