package io.countersign.engine.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EngineTest
class AdministrationIT {

    @LocalServerPort
    int port;

    @Autowired
    UserAccounts users;

    @Autowired
    Directory directory;

    @Autowired
    ApiKeys keys;

    @Autowired
    JdbcClient jdbc;

    private Client admin;

    @BeforeEach
    void useAKey() {
        admin = Client.system(port, TestPeople.key(keys, Set.of(Role.ADMIN)));
    }

    @Test
    void createsAndChangesAUser() {
        var boss = create(user());
        var group = TestPeople.name();
        admin.post("/api/v1/groups", Map.of("id", group, "displayName", "Finance", "members", List.of()));
        var wanted = user("manager", boss.path("username").asString(), "groups", List.of(group));

        var created = create(wanted);
        var username = created.path("username").asString();
        assertThat(created.has("password")).isFalse();
        assertThat(directory.managerOf(username)).contains(boss.path("username").asString());
        assertThat(directory.groupsOf(username)).containsExactly(group);

        var changed = admin.put(
                "/api/v1/users/" + username,
                user("displayName", "Ann Other", "roles", List.of("USER", "AUDITOR"), "version", 0, "enabled", true));
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.body().path("version").asLong()).isEqualTo(1);
        assertThat(directory.displayNames(List.of(username))).containsEntry(username, "Ann Other");
        assertThat(directory.groupsOf(username)).isEmpty();

        var stale = admin.put("/api/v1/users/" + username, user("version", 0, "enabled", true));
        assertThat(stale.problem()).isEqualTo("changed-meanwhile");
    }

    @Test
    void namesEveryFieldThatDoesNotFit() {
        var answer =
                admin.post("/api/v1/users", user("displayName", " ", "email", "nowhere", "roles", List.of("USER")));

        assertThat(answer.status()).isEqualTo(400);
        var fields = new TreeSet<String>();
        answer.body()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asString()));
        assertThat(fields).containsExactly("displayName", "email");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(field(admin.post("/api/v1/users", user("password", "short"))))
                .isEqualTo("password");
        assertThat(field(admin.post("/api/v1/users", user("manager", "nobody-at-all"))))
                .isEqualTo("manager");
        assertThat(field(admin.post("/api/v1/users", user("groups", List.of("none")))))
                .isEqualTo("groups");
        assertThat(field(admin.post("/api/v1/users", user("username", "Ann Other"))))
                .isEqualTo("username");
        assertThat(field(admin.post("/api/v1/users", user("roles", List.of("KING")))))
                .isEqualTo("roles[0]");
        var taken = create(user());
        assertThat(admin.post(
                                "/api/v1/users",
                                user("username", taken.path("username").asString()))
                        .problem())
                .isEqualTo("username-taken");
        assertThat(admin.get("/api/v1/users/nobody-at-all").problem()).isEqualTo("unknown-user");
    }

    @Test
    void refusesManagersInACircle() {
        var low = create(user()).path("username").asString();
        var high = create(user("manager", low)).path("username").asString();

        var circle = admin.put("/api/v1/users/" + low, user("manager", high, "enabled", true));

        assertThat(field(circle)).isEqualTo("manager");
    }

    @Test
    void keepsNoPersonalValueInTheClear() {
        var created = create(user("displayName", "Zwetschgenbaum", "email", "zwetschge@example.org"));

        var entries = jdbc.sql("select coalesce(after::text, '') from audit_entry where object_id = ?")
                .param(created.path("id").asString())
                .query(String.class)
                .list();

        assertThat(entries)
                .hasSize(1)
                .allSatisfy(after -> assertThat(after)
                        .contains("USER")
                        .doesNotContainIgnoringCase("zwetschge")
                        .doesNotContain(created.path("username").asString()));
    }

    @Test
    void readsUsersPageByPage() {
        for (var i = 0; i < 3; i++) {
            create(user());
        }
        var seen = new TreeSet<String>();
        var cursor = "";
        do {
            var page = admin.get("/api/v1/users?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .body();
            page.path("items")
                    .forEach(user -> assertThat(seen.add(user.path("username").asString()))
                            .isTrue());
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen)
                .hasSameSizeAs(jdbc.sql("select username from app_user")
                        .query(String.class)
                        .list());
    }

    @Test
    void keepsGroupsAndTheirMembers() {
        var member = create(user()).path("username").asString();
        var id = TestPeople.name();

        assertThat(admin.post("/api/v1/groups", Map.of("id", id, "displayName", "A", "members", List.of(member)))
                        .status())
                .isEqualTo(201);
        assertThat(directory.groupsOf(member)).containsExactly(id);
        assertThat(field(admin.put(
                        "/api/v1/groups/" + id, Map.of("displayName", "B", "members", List.of("nobody-at-all")))))
                .isEqualTo("members");
        assertThat(admin.put("/api/v1/groups/" + id, Map.of("displayName", "B", "members", List.of(), "version", 0))
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(directory.groupsOf(member)).isEmpty();
        assertThat(admin.delete("/api/v1/groups/" + id).status()).isEqualTo(204);
        assertThat(admin.delete("/api/v1/groups/" + id).problem()).isEqualTo("unknown-group");
        assertThat(jdbc.sql("select action from audit_entry where object_type = 'group' and object_id = ? order by id")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("group.created", "group.changed", "group.deleted");
    }

    @Test
    void showsAKeyOnce() {
        var issued = admin.post("/api/v1/api-keys", Map.of("name", TestPeople.name(), "roles", List.of("USER")))
                .body();
        var text = issued.path("key").asString();
        var id = issued.path("id").asString();

        assertThat(text).startsWith("cs_" + issued.path("prefix").asString() + "_");
        assertThat(admin.get("/api/v1/api-keys?limit=200").raw().body())
                .contains(id)
                .doesNotContain(text);
        assertThat(Client.system(port, text).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.delete("/api/v1/api-keys/" + id).status()).isEqualTo(204);
        assertThat(Client.system(port, text).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(admin.delete("/api/v1/api-keys/" + id).status()).isEqualTo(204);
    }

    @Test
    void revokesTheKeysOfAnAdministratorWhoLeaves() {
        var leaving = TestPeople.user(users, Set.of(Role.ADMIN));
        TestPeople.user(users, Set.of(Role.ADMIN));
        var browser = Client.browser(port);
        browser.signIn(leaving, TestPeople.PASSWORD);
        var key = browser.post("/api/v1/api-keys", Map.of("name", TestPeople.name(), "roles", List.of("USER")))
                .body()
                .path("key")
                .asString();
        assertThat(Client.system(port, key).get("/api/v1/me").status()).isEqualTo(200);

        assertThat(admin.put("/api/v1/users/" + leaving, user("enabled", false)).status())
                .isEqualTo(200);

        assertThat(Client.system(port, key).get("/api/v1/me").status()).isEqualTo(401);
    }

    private JsonNode create(Map<String, Object> user) {
        var answer = admin.post("/api/v1/users", user);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body();
    }

    private static @Nullable String field(Client.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        return answer.body().path("errors").path(0).path("field").asString(null);
    }

    private static Map<String, Object> user(Object... pairs) {
        var user = new HashMap<String, Object>(Map.of(
                "username",
                TestPeople.name(),
                "displayName",
                "Somebody",
                "roles",
                List.of("USER"),
                "groups",
                List.of()));
        for (var i = 0; i < pairs.length; i += 2) {
            user.put((String) pairs[i], pairs[i + 1]);
        }
        return user;
    }
}
