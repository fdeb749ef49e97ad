package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class InboxIT {

    private static final Instant SOON = Instant.parse("2026-12-01T10:00:00Z");

    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    InboxIT(JdbcClient jdbc, ApplicationContext engine) {
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void showsEverybodyTheirTasksByDueDatePageByPage() {
        String red = cast.group();
        String blue = cast.group();
        Player ann = cast.user(red, blue);
        var expected = new ArrayList<String>();
        long last = rows.task().groups(red).create();
        for (int i = 0; i < 5; i++) {
            expected.add(Long.toString(rows.task()
                    .groups(i % 2 == 0 ? red : blue, red)
                    .due(SOON.plusSeconds(i))
                    .create()));
        }
        expected.add(
                1, Long.toString(rows.task().users(ann.username()).due(SOON).create()));
        expected.add(Long.toString(last));
        rows.task().groups(cast.group()).due(SOON).create();

        assertThat(pages(ann.browser(), "limit=3", null))
                .containsSubsequence(expected)
                .doesNotHaveDuplicates();
        assertThat(pages(ann.browser(), "limit=2&candidateGroup=" + blue, null))
                .containsExactly(expected.get(2), expected.get(4));
    }

    @Test
    void givesASystemNothingThatAModelAssignsToItsName() {
        Client system = cast.system(Role.USER);
        String name = "key:" + system.get("/api/v1/me").body().path("username").asString();
        rows.task().assignee(name).create();

        assertThat(pages(system, "view=mine", null)).isEmpty();
    }

    @Test
    void keepsMineFromWhatIsOnOffer() {
        String group = cast.group();
        Player ann = cast.user(group);
        Player ben = cast.user(group);
        String offered = Long.toString(rows.task().groups(group).create());
        String assigned = Long.toString(rows.task().assignee(ann.username()).create());
        String claimed = Long.toString(rows.task().groups(group).create());
        ann.browser().post("/api/v1/tasks/" + claimed + "/claim", null);

        assertThat(pages(ann.browser(), "view=mine", null)).containsExactly(assigned, claimed);
        assertThat(pages(ann.browser(), "view=groups", null)).contains(offered).doesNotContain(assigned, claimed);
        assertThat(pages(ben.browser(), "view=mine", null)).isEmpty();
        assertThat(pages(ben.browser(), "view=all", null))
                .contains(offered, claimed)
                .doesNotContain(assigned);
        assertThat(pages(ben.browser(), "assignee=" + ann.username(), null)).containsExactly(claimed);
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        assertThat(pages(operator, "assignee=" + ann.username(), null)).containsExactly(assigned, claimed);
    }

    @Test
    void movesATaskFromListToListAsItGoesOn() {
        String group = cast.group();
        Player ann = cast.user(group);
        Player ben = cast.user(group);
        long task = rows.task().groups(group).approval("{}").create();
        String key = Long.toString(task);
        String filter = "processInstanceKey=" + rows.instanceOf(task);

        assertThat(pages(ben.browser(), filter, null)).containsExactly(key);
        JsonNode decided = ann.browser()
                .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                .body();
        assertThat(pages(ben.browser(), filter, null)).isEmpty();
        assertThat(pages(ben.browser(), filter, "DECIDED")).containsExactly(key);
        assertThat(pages(ben.browser(), "view=all", "DECIDED")).contains(key);

        rows.close(
                task,
                "COMPLETED",
                UUID.fromString(
                        decided.path("decisions").path(0).path("decisionId").stringValue()));
        assertThat(pages(ben.browser(), filter, "DECIDED")).isEmpty();
        assertThat(pages(ben.browser(), "view=all", "COMPLETED")).contains(key);
        assertThat(pages(ann.browser(), "view=mine", "COMPLETED")).containsExactly(key);
        assertThat(ann.browser()
                        .get("/api/v1/tasks/" + task)
                        .body()
                        .path("state")
                        .stringValue())
                .isEqualTo("COMPLETED");

        long bypassed = rows.task().groups(group).approval("{}").create();
        rows.close(bypassed, "COMPLETED", null);
        assertThat(ann.browser()
                        .get("/api/v1/tasks/" + bypassed)
                        .body()
                        .path("state")
                        .stringValue())
                .isEqualTo("COMPLETED_ELSEWHERE");
    }

    @Test
    void listsClosedTasksNewestFirst() {
        String group = cast.group();
        Player ann = cast.user(group);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            long task = rows.task().groups(group).due(SOON.minusSeconds(i)).create();
            rows.close(task, "CANCELED", null);
            expected.addFirst(Long.toString(task));
        }

        assertThat(pages(ann.browser(), "limit=2&candidateGroup=" + group, "CANCELED"))
                .isEqualTo(expected);
        assertThat(pages(cast.player(Set.of(Role.ADMIN)).browser(), "limit=200", "CANCELED"))
                .containsSubsequence(expected);
    }

    @Test
    void offersATaskToTheApproversOfItsPolicy() {
        String group = cast.group();
        Player named = cast.user();
        Player member = cast.user(group);
        Player other = cast.user();
        long task = rows.task()
                .approval("{\"approvers\": \"%s\", \"groups\": [\"%s\"]}".formatted(named.username(), group))
                .create();
        String filter = "processInstanceKey=" + rows.instanceOf(task);

        assertThat(pages(named.browser(), filter, null)).hasSize(1);
        assertThat(pages(member.browser(), filter, null)).hasSize(1);
        assertThat(pages(other.browser(), filter, null)).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        Client ann = cast.user().browser();

        for (String query :
                List.of("state=LATE", "view=yours", "limit=0", "limit=5000", "cursor=x", "processInstanceKey=x")) {
            assertThat(ann.get("/api/v1/tasks?" + query).status()).as(query).isEqualTo(400);
        }
    }

    private static List<String> pages(Client browser, String query, @Nullable String state) {
        var keys = new ArrayList<String>();
        String cursor = "";
        do {
            var page = browser.get("/api/v1/tasks?" + query + (state == null ? "" : "&state=" + state) + cursor);
            assertThat(page.status()).isEqualTo(200);
            StreamSupport.stream(page.body().path("items").spliterator(), false)
                    .forEach(task -> keys.add(task.path("taskKey").stringValue()));
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        return keys;
    }
}
