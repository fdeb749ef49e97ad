package io.countersign.workers;

import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory in memory. */
public final class FakeDirectory implements Directory {

    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>();

    public FakeDirectory person(String username, @Nullable String manager) {
        people.put(username, new Person(username, username, username + "@example.com", manager, null, true));
        return this;
    }

    public FakeDirectory withoutEmail(String username) {
        people.put(username, new Person(username, username, null, null, null, true));
        return this;
    }

    public FakeDirectory disabled(String username, @Nullable String manager) {
        people.put(username, new Person(username, username, username + "@example.com", manager, null, false));
        return this;
    }

    public FakeDirectory group(String id, String... members) {
        groups.put(id, new ArrayList<>(List.of(members)));
        return this;
    }

    @Override
    public Optional<Person> person(String username) {
        return Optional.ofNullable(people.get(username));
    }

    @Override
    public Optional<List<Person>> members(String groupId) {
        return Optional.ofNullable(groups.get(groupId))
                .map(names -> names.stream()
                        .flatMap(name -> person(name).stream())
                        .filter(Person::enabled)
                        .toList());
    }
}
