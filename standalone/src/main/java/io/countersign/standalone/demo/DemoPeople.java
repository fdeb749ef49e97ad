package io.countersign.standalone.demo;

import io.countersign.engine.identity.Groups;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.store.audit.Actor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One person for each part in the sample processes, so that somebody alone can play all of them. */
public final class DemoPeople {

    /** Of every demo user. */
    public static final String PASSWORD = "countersign";

    private static final List<Person> PEOPLE = List.of(
            new Person("manager", "Mara Winter", null, Set.of(Role.USER), Set.of("managers")),
            new Person("requester", "Robin Berger", "manager", Set.of(Role.USER), Set.of()),
            new Person("finance", "Finn Okafor", "manager", Set.of(Role.USER), Set.of("finance")),
            new Person("designer", "Dana Rossi", "manager", Set.of(Role.USER, Role.DESIGNER), Set.of()),
            new Person("operator", "Oli Jansen", "manager", Set.of(Role.USER, Role.OPERATOR, Role.AUDITOR), Set.of()),
            new Person("admin", "Ada Novak", null, EnumSet.allOf(Role.class), Set.of("managers", "finance")));

    private final UserAccounts users;
    private final Groups groups;
    private final Actor by;

    private record Person(
            String username, String displayName, @Nullable String manager, Set<Role> roles, Set<String> groups) {}

    public DemoPeople(UserAccounts users, Groups groups, Actor by) {
        this.users = users;
        this.groups = groups;
        this.by = by;
    }

    /** In the order in which one meets them. */
    public static List<String> usernames() {
        return List.of("requester", "manager", "finance", "designer", "operator", "admin");
    }

    /** What is there stays as it is. */
    public void create() {
        createGroup("managers", "Managers");
        createGroup("finance", "Finance");
        PEOPLE.stream()
                .filter(person -> users.find(person.username()).isEmpty())
                .forEach(this::create);
    }

    private void createGroup(String id, String displayName) {
        if (groups.find(id).isEmpty()) {
            groups.create(id, displayName, Set.of(), by);
        }
    }

    private void create(Person person) {
        var details = new UserDetails(
                person.displayName(),
                person.username() + "@example.org",
                PASSWORD,
                person.manager(),
                null,
                person.roles(),
                person.groups(),
                true);
        users.create(person.username(), details, by);
    }
}
