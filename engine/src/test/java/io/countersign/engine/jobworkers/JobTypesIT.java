package io.countersign.engine.jobworkers;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineTest;
import io.countersign.engine.TidyProblem;
import io.countersign.engine.identity.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Workers as operators see and steer them, over HTTP. */
@EngineTest
class JobTypesIT {

    private final Cast cast;
    private final JdbcClient jdbc;
    private final Player operator;
    private final String type = Cast.unique("io.example:work");

    @Autowired
    JobTypesIT(ApplicationContext engine, JdbcClient jdbc) {
        this.cast = new Cast(engine);
        this.jdbc = jdbc;
        this.operator = cast.player(Set.of(Role.OPERATOR));
    }

    @Test
    void showsWhatWorkersSaidLately() {
        worker("one", "now()");
        worker("gone", "now() - interval '1 minute'");

        JsonNode shown = shown();

        assertThat(shown.path("control").has("paused")).isFalse();
        assertThat(shown.path("nodes")).hasSize(1);
        JsonNode node = shown.path("nodes").path(0);
        assertThat(node.path("node").stringValue()).isEqualTo("one");
        assertThat(node.path("active").intValue()).isEqualTo(3);
        assertThat(node.path("p99Millis").doubleValue()).isEqualTo(250);
        assertThat(node.path("failures").path("retry-later").intValue()).isEqualTo(2);
        assertThat(node.path("targets").path(0).path("state").stringValue()).isEqualTo("OPEN");
        assertThat(node.path("targets").path(0).path("openUntil").stringValue()).startsWith("2026-11-23");
    }

    @Test
    void pausesAndResumesAndWritesDownWhoDidIt() {
        worker("one", "now()");

        assertThat(control(true, null).status()).isEqualTo(200);
        Answer changed = control(true, 5);
        assertThat(changed.body().path("control").path("paused").booleanValue()).isTrue();
        assertThat(changed.body().path("control").path("maxActive").intValue()).isEqualTo(5);
        assertThat(changed.body().path("control").path("changedBy").stringValue())
                .isEqualTo(operator.username());
        assertThat(control(false, 5).status()).isEqualTo(200);

        assertThat(jdbc.sql("select paused, max_active from job_type_control where job_type = ?")
                        .param(type)
                        .query()
                        .singleRow())
                .containsEntry("paused", false)
                .containsEntry("max_active", 5);
        assertThat(jdbc.sql(
                                "select action from audit_entry where object_type = 'job-type' and object_id = ? order by id")
                        .param(type)
                        .query(String.class)
                        .list())
                .containsExactly("job-type.paused", "job-type.changed", "job-type.resumed");
    }

    @Test
    void refusesWhatMakesNoSense() {
        worker("one", "now()");

        assertThat(control(true, 0).status()).isEqualTo(400);
        assertThat(control(true, 100_000).status()).isEqualTo(400);
        Answer unknown = operator.browser()
                .put("/api/v1/job-types/" + Cast.unique("nobody-does-it") + "/control", Map.of("paused", true));
        assertThat(unknown.problem()).isEqualTo("unknown-job-type");
        TidyProblem.isTidy(unknown);
        assertThat(cast.user().browser().get("/api/v1/job-types").status()).isEqualTo(403);
    }

    private Answer control(boolean paused, @Nullable Integer maxActive) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("paused", paused);
        body.put("maxActive", maxActive);
        return operator.browser().put("/api/v1/job-types/" + type + "/control", body);
    }

    private JsonNode shown() {
        for (JsonNode item : operator.browser().get("/api/v1/job-types").body().path("items")) {
            if (item.path("jobType").stringValue().equals(type)) {
                return item;
            }
        }
        throw new AssertionError("not shown: " + type);
    }

    private void worker(String node, String updatedAt) {
        jdbc.sql("""
                insert into worker_status (node, job_type, state, active, max_active, done, p50_ms, p99_ms, failures, targets, updated_at)
                values (?, ?, 'RUNNING', 3, 32, 100, 12.5, 250, '{"retry-later": 2}',
                    '[{"name": "orders", "state": "OPEN", "running": 0, "most": 16, "waiting": 0, "openUntil": "2026-11-23T10:00:00Z"}]',
                """ + updatedAt + ")").params(node, type).update();
    }
}
