package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class InboxViewsIT {

    private static final String VIEWS = "/api/v1/inbox-views";

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    InboxViewsIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    private static Map<String, Object> view(String name, Map<String, Object> query, String... groups) {
        return Map.of("name", name, "query", query, "columns", List.of("amount"), "sharedWith", List.of(groups));
    }

    private static String create(Player player, Map<String, Object> view) {
        Client.Answer answer = player.browser().post(VIEWS, view);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("id").asString();
    }

    private static List<String> names(Player player) {
        var names = new ArrayList<String>();
        player.browser()
                .get(VIEWS)
                .body()
                .path("items")
                .forEach(view -> names.add(view.path("name").asString()));
        return names;
    }

    private static @Nullable JsonNode count(Player player, String view) {
        for (JsonNode count : player.browser()
                .get(VIEWS + "/counts?timeZone=Europe/Berlin")
                .body()
                .path("items")) {
            if (count.path("view").asString().equals(view)) {
                return count;
            }
        }
        return null;
    }

    private static int number(Player player, String view) {
        JsonNode count = count(player, view);
        return count == null ? -1 : count.path("count").asInt();
    }

    @Test
    void keepsWhatSomebodySaved() {
        Player ann = cast.user();
        Map<String, Object> query = Map.of("view", "groups", "variable", List.of("amount>=1000"), "sort", "priority");
        String id = create(ann, view("Large ones", query));
        create(ann, view("All", Map.of()));

        JsonNode kept = ann.browser().get(VIEWS).body().path("items").path(0);
        assertThat(kept.path("id").asString()).isEqualTo(id);
        assertThat(kept.path("query").toString())
                .isEqualTo("{\"view\":\"groups\",\"variable\":[\"amount>=1000\"],\"sort\":\"priority\"}");
        assertThat(kept.path("columns").path(0).asString()).isEqualTo("amount");
        assertThat(kept.path("owner").path("username").asString()).isEqualTo(ann.username());

        var changed = new LinkedHashMap<>(view("Huge ones", query));
        changed.put("position", 5);
        assertThat(ann.browser().put(VIEWS + "/" + id, changed).status()).isEqualTo(200);
        assertThat(names(ann)).containsExactly("All", "Huge ones");
        assertThat(names(cast.user())).isEmpty();
        assertThat(ann.browser().delete(VIEWS + "/" + id).status()).isEqualTo(204);
        assertThat(names(ann)).containsExactly("All");
    }

    @Test
    void sharesAViewAndNotWhatIsInIt() {
        String group = cast.group();
        String annsOwn = cast.group();
        Player ann = cast.user(group, annsOwn);
        Player ben = cast.user(group);
        Player stranger = cast.user();
        String word = Cast.unique("shared").replace("-", "");
        for (String to : List.of(group, annsOwn, annsOwn)) {
            long task = rows.task().groups(to).create();
            rows.variable(rows.instanceOf(task), rows.instanceOf(task), "title", "\"" + word + "\"");
        }
        String id = create(ann, view("Ours", Map.of("search", word), group));

        assertThat(names(ben)).containsExactly("Ours");
        assertThat(names(stranger)).isEmpty();
        assertThat(number(ann, id)).isEqualTo(3);
        assertThat(number(ben, id)).isEqualTo(1);
        assertThat(count(stranger, id)).isNull();

        Map<String, Object> theirs = view("Mine now", Map.of(), group);
        assertThat(ben.browser().put(VIEWS + "/" + id, theirs).status()).isEqualTo(403);
        assertThat(ben.browser().delete(VIEWS + "/" + id).status()).isEqualTo(403);
        assertThat(stranger.browser().put(VIEWS + "/" + id, theirs).status()).isEqualTo(404);
        assertThat(stranger.browser().delete(VIEWS + "/" + id).status()).isEqualTo(404);
        Player admin = cast.player(Set.of(Role.ADMIN));
        assertThat(admin.browser()
                        .put(VIEWS + "/" + id, view("Renamed", Map.of(), group))
                        .status())
                .isEqualTo(200);
        assertThat(names(ben)).containsExactly("Renamed");
        assertThat(admin.browser()
                        .put(VIEWS + "/" + id, view("Renamed", Map.of()))
                        .status())
                .isEqualTo(200);
        assertThat(names(ben)).isEmpty();
        assertThat(names(ann)).containsExactly("Renamed");

        assertThat(jdbc.sql(
                                "select action from audit_entry where object_type = 'inbox-view' and object_id = ? order by id")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("inbox-view.shared", "inbox-view.shared", "inbox-view.unshared");
    }

    @Test
    void countsUpTo99() {
        String group = cast.group();
        Player ann = cast.user(group);
        String word = Cast.unique("many").replace("-", "");
        for (int i = 0; i < 99; i++) {
            oneWith(word, group);
        }
        String id = create(ann, view("Many", Map.of("search", word, "sort", "name")));
        assertThat(count(ann, id))
                .isNotNull()
                .hasToString("{\"view\":\"%s\",\"count\":99,\"more\":false}".formatted(id));
        oneWith(word, group);
        assertThat(count(ann, id))
                .isNotNull()
                .hasToString("{\"view\":\"%s\",\"count\":99,\"more\":true}".formatted(id));
        assertThat(count(ann, "mine")).isNotNull().hasToString("{\"view\":\"mine\",\"count\":0,\"more\":false}");
        assertThat(number(ann, "groups")).isEqualTo(99);
        assertThat(count(ann, "substituted")).isNull();
    }

    private void oneWith(String word, String group) {
        long task = rows.task().groups(group).create();
        rows.variable(rows.instanceOf(task), rows.instanceOf(task), "title", "\"" + word + "\"");
    }

    @Test
    void countsForWhomOneCovers() {
        Player tess = cast.user();
        Player ann = cast.user();
        rows.task().users(tess.username()).create();
        assertThat(tess.browser()
                        .post("/api/v1/substitutions", Map.of("substitute", ann.username()))
                        .status())
                .isEqualTo(201);

        JsonNode counts = ann.browser().get(VIEWS + "/counts").body();
        assertThat(counts.path("covering").path(0).path("username").asString()).isEqualTo(tess.username());
        assertThat(number(ann, "substituted")).isEqualTo(1);
        for (String sort : List.of("created", "variable:amount")) {
            JsonNode row = ann.browser()
                    .get("/api/v1/tasks?view=substituted&sort=" + sort)
                    .body()
                    .path("items")
                    .path(0);
            assertThat(row.path("onBehalfOf").path("username").asString()).isEqualTo(tess.username());
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        String group = cast.group();
        Player ann = cast.user();
        Client browser = ann.browser();
        assertThat(browser.post(VIEWS, view(" ", Map.of())).status()).isEqualTo(422);
        assertThat(browser.post(VIEWS, view("x".repeat(61), Map.of())).status()).isEqualTo(422);
        assertThat(browser.post(VIEWS, view("Not my group", Map.of(), group)).status())
                .isEqualTo(422);
        assertThat(browser.post(VIEWS, Map.of("name", "x", "icon", "<script>")).status())
                .isEqualTo(422);
        assertThat(browser.post(VIEWS, view("Bad query", Map.of("variable", List.of("amount"))))
                        .status())
                .isEqualTo(400);
        assertThat(browser.post(VIEWS, view("Bad view", Map.of("view", "yours")))
                        .status())
                .isEqualTo(400);
        assertThat(cast.system(Role.USER)
                        .post(VIEWS, view("A system's", Map.of()))
                        .status())
                .isEqualTo(403);
        assertThat(browser.get(VIEWS + "/counts?timeZone=Mars").status()).isEqualTo(400);
        for (int i = 0; i < 50; i++) {
            create(ann, view("View " + i, Map.of()));
        }
        assertThat(browser.post(VIEWS, view("One more", Map.of())).status()).isEqualTo(409);
    }
}
