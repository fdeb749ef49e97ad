package io.countersign.engine.identity;

import io.countersign.store.audit.Actor;
import java.util.Set;
import java.util.UUID;

/** Makes people and keys for a test. */
public final class TestPeople {

    public static final String PASSWORD = "correct horse battery";

    private static final Actor TEST = Actor.system("test");

    private TestPeople() {}

    public static String name() {
        return "u" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A new user with these roles, in these groups. */
    public static String user(UserAccounts users, Set<Role> roles, String... groups) {
        var name = name();
        users.create(name, details(roles, groups), TEST);
        return name;
    }

    public static UserDetails details(Set<Role> roles, String... groups) {
        return new UserDetails("Somebody", null, PASSWORD, null, null, roles, Set.of(groups), true);
    }

    public static String key(ApiKeys keys, Set<Role> roles) {
        return keys.issue(name(), roles, TEST).text();
    }
}
