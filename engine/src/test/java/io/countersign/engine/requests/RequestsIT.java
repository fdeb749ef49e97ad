package io.countersign.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class RequestsIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    RequestsIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void saysWhereARequestIsAndHowItEnded() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        long instance = rows.instance("p", rows.process(Cast.unique("p"), 1, "<x/>", null), "ACTIVE", null);
        rows.requested(instance, ann.username(), "order-1");
        rows.variable(instance, instance, "item", "\"Ladder\"");
        long called = rows.instance("p", 1, "ACTIVE", instance);
        long task = rows.task().of(called).groups(group).approval("{}").create();

        JsonNode waiting =
                ann.browser().get("/api/v1/requests").body().path("items").path(0);
        assertThat(waiting.path("processInstanceKey").stringValue()).isEqualTo(Long.toString(instance));
        assertThat(waiting.path("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(waiting.path("businessKey").stringValue()).isEqualTo("order-1");
        assertThat(waiting.path("summary").path("item").stringValue()).isEqualTo("Ladder");
        assertThat(waiting.path("waitingFor").path(0).path("taskKey").stringValue())
                .isEqualTo(Long.toString(task));
        assertThat(waiting.path("waitingFor")
                        .path(0)
                        .path("candidateGroups")
                        .path(0)
                        .stringValue())
                .isEqualTo(group);
        assertThat(waiting.path("outcome").isNull()).isTrue();

        ben.browser().post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "rejected", "comment", "too much"));

        JsonNode rejected = ann.browser().get("/api/v1/requests/" + instance).body();
        assertThat(rejected.path("outcome").stringValue()).isEqualTo("rejected");
        assertThat(rejected.path("waitingFor").isEmpty()).isTrue();
        assertThat(rejected.path("decisions")
                        .path(0)
                        .path("by")
                        .path("username")
                        .stringValue())
                .isEqualTo(ben.username());
        assertThat(rejected.path("decisions").path(0).path("comment").stringValue())
                .isEqualTo("too much");
    }

    @Test
    void keepsAnApprovalOpenUntilTheEnd() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), null);
        long task = rows.task().of(instance).groups(group).approval("{}").create();
        ben.browser().post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"));

        assertThat(ann.browser()
                        .get("/api/v1/requests/" + instance)
                        .body()
                        .path("outcome")
                        .isNull())
                .isTrue();
        jdbc.sql("update process_instance set state = 'COMPLETED', ended_at = now() where key = ?")
                .param(instance)
                .update();
        assertThat(ann.browser()
                        .get("/api/v1/requests/" + instance)
                        .body()
                        .path("outcome")
                        .stringValue())
                .isEqualTo("approved");
    }

    @Test
    void showsRequestsThatHaveNoInstanceYetPageByPage() {
        Player ann = cast.user();
        jdbc.sql("""
                        insert into start_request (id, caller, requester, process_id, requested_at, failure)
                        values (?, 'user:x', ?, 'p', now() - interval '1 hour', '{"outcome": "INVALID_ARGUMENT"}'),
                            (?, 'user:x', ?, 'p', now(), null)
                        """)
                .params(UUID.randomUUID(), ann.username(), UUID.randomUUID(), ann.username())
                .update();

        JsonNode first = ann.browser().get("/api/v1/requests?limit=1").body();
        assertThat(first.path("items").path(0).path("state").stringValue()).isEqualTo("STARTING");
        JsonNode second = ann.browser()
                .get("/api/v1/requests?limit=1&cursor="
                        + first.path("nextCursor").stringValue())
                .body();
        assertThat(second.path("items").path(0).path("state").stringValue()).isEqualTo("FAILED");
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void isSeenByThoseWhoTakePart() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        Player stranger = cast.user();
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), null);
        rows.task().of(instance).groups(group).create();
        rows.task().of(instance).create();

        for (String path :
                new String[] {"/api/v1/requests/" + instance, "/api/v1/audit-entries?processInstanceKey=" + instance}) {
            assertThat(ann.browser().get(path).status()).isEqualTo(200);
            assertThat(ben.browser().get(path).status()).isEqualTo(200);
            assertThat(cast.player(Set.of(Role.AUDITOR)).browser().get(path).status())
                    .isEqualTo(200);
            assertThat(stranger.browser().get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(ann.browser().get("/api/v1/requests/4711").status()).isEqualTo(404);
    }

    @Test
    void letsAnOperatorNameTheRequesterWhereNobodyKnows() {
        String group = cast.group();
        Player ann = cast.user(group);
        Player ben = cast.user(group);
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long task = rows.task()
                .of(instance)
                .groups(group)
                .approval("{\"exclude\": \"requester\"}")
                .create();
        String path = "/api/v1/requests/" + instance + "/requester";

        assertThat(ben.browser().put(path, Map.of("username", ann.username())).status())
                .isEqualTo(403);
        assertThat(operator.put(path, Map.of("username", "nobody-" + instance)).status())
                .isEqualTo(422);
        assertThat(operator.put(path, Map.of("username", ben.username())).status())
                .isEqualTo(200);
        Answer named = operator.put(path, Map.of("username", ann.username()));

        assertThat(named.status()).isEqualTo(200);
        assertThat(named.body().path("requester").stringValue()).isEqualTo(ann.username());
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where action = 'request.requester-named' and process_instance_key = ?")
                        .param(instance)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        String decision = "/api/v1/tasks/" + task + "/decision";
        assertThat(ann.browser().post(decision, Map.of("outcome", "approved")).problem())
                .isEqualTo("excluded-requester");
        assertThat(ben.browser().post(decision, Map.of("outcome", "approved")).status())
                .isEqualTo(200);
    }

    @Test
    void leavesARequesterWhoSignedInAlone() {
        Player ann = cast.user();
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), null);

        Answer refused = cast.player(Set.of(Role.OPERATOR))
                .browser()
                .put(
                        "/api/v1/requests/" + instance + "/requester",
                        Map.of("username", cast.user().username()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("requester-known");
    }
}
