package io.countersign.engine;

import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Groups;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.store.audit.Actor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Makes people, groups and systems for a test, all new, and signs them in. */
public final class Cast {

    private static final String PASSWORD = "correct horse battery";
    private static final Actor TEST = Actor.system("test");

    private final ApplicationContext engine;
    private final int port;

    /** Somebody with a session. */
    public record Player(String username, Client browser) {}

    public Cast(ApplicationContext engine) {
        this.engine = engine;
        this.port = engine.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public static String unique(String word) {
        return word + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public String group() {
        String id = unique("group");
        engine.getBean(Groups.class).create(id, "Group", Set.of(), TEST);
        return id;
    }

    /** A person with the role USER. */
    public Player user(String... groups) {
        return player(Set.of(Role.USER), groups);
    }

    public Player player(Set<Role> roles, String... groups) {
        return player(roles, false, groups);
    }

    /** A person with the role USER and an address: his name at example.org. */
    public Player reachable(String... groups) {
        return player(Set.of(Role.USER), true, groups);
    }

    private Player player(Set<Role> roles, boolean reachable, String... groups) {
        String username = unique("user");
        engine.getBean(UserAccounts.class)
                .create(
                        username,
                        new UserDetails(
                                "Mr " + username,
                                reachable ? username + "@example.org" : null,
                                PASSWORD,
                                null,
                                null,
                                roles,
                                new HashSet<>(Arrays.asList(groups)),
                                true),
                        TEST);
        Client browser = Client.browser(port);
        Client.Answer answer = browser.signIn(username, PASSWORD);
        if (answer.status() != 200) {
            throw new IllegalStateException("sign-in answered " + answer);
        }
        return new Player(username, browser);
    }

    /** The text of a new API key. */
    public String key(Role... roles) {
        return engine.getBean(ApiKeys.class)
                .issue(unique("key"), new HashSet<>(List.of(roles)), TEST)
                .text();
    }

    public Client system(Role... roles) {
        return Client.system(port, key(roles));
    }

    /** Nobody's, with the cookies of somebody who has opened the web app. */
    public Client stranger() {
        Client browser = Client.browser(port);
        browser.get("/api/v1/me");
        return browser;
    }

    public int port() {
        return port;
    }
}
