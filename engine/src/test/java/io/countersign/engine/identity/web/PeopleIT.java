package io.countersign.engine.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.store.audit.Actor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@EngineTest
class PeopleIT {

    @LocalServerPort
    int port;

    @Autowired
    UserAccounts users;

    private final String family = TestPeople.name();
    private Client colleague;

    @BeforeEach
    void signIn() {
        colleague = Client.browser(port);
        colleague.signIn(TestPeople.user(users, Set.of(Role.USER)), TestPeople.PASSWORD);
    }

    @Test
    void areFoundByAnyPartOfTheirNamesAndInTheirOrder() {
        String rita = person("Rita " + family, Set.of(Role.USER), true);
        String ben = person("Ben " + family, Set.of(Role.USER), true);

        assertThat(find(family)).containsExactly(ben, rita);
        assertThat(find("  RIT   " + family.substring(2))).containsExactly(rita);
        assertThat(find(rita)).containsExactly(rita);
        assertThat(find(family + " nobody")).isEmpty();
    }

    @Test
    void areOnlyThoseWhoWorkInTheInboxNow() {
        person("Adam " + family, Set.of(Role.ADMIN), true);
        person("Gone " + family, Set.of(Role.USER), false);

        assertThat(find(family)).isEmpty();
    }

    @Test
    void areAtMostTen() {
        for (int number = 0; number < 12; number++) {
            person("Clone " + family, Set.of(Role.USER), true);
        }

        assertThat(find(family)).hasSize(10);
    }

    @Test
    void areNotFoundByPatterns() {
        String odd = person("100% " + family, Set.of(Role.USER), true);
        person("100 " + family, Set.of(Role.USER), true);

        assertThat(find("100% " + family)).containsExactly(odd);
        assertThat(find("\\ " + family)).isEmpty();
        assertThat(find("_ " + family)).isEmpty();
    }

    @Test
    void areNotSearchedForWithABook() {
        var answer = colleague.get("/api/v1/people?search=" + "x".repeat(201));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").path(0).path("field").stringValue())
                .isEqualTo("search");
    }

    private List<String> find(String words) {
        var answer = colleague.get("/api/v1/people?search=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("items").valueStream().map(PeopleIT::username).toList();
    }

    private static String username(JsonNode person) {
        return person.path("username").stringValue();
    }

    private String person(String name, Set<Role> roles, boolean enabled) {
        var username = TestPeople.name();
        users.create(
                username,
                new UserDetails(name, null, null, null, null, roles, Set.of(), enabled),
                Actor.system("test"));
        return username;
    }
}
