package io.countersign.engine.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody, as others see them; who is no longer known has their user name only. */
public record Person(String username, String displayName) {

    static @Nullable Person named(@Nullable Person person, Map<String, String> displayNames) {
        return person == null ? null : of(person.username(), displayNames.get(person.username()));
    }

    Person withName(Map<String, String> displayNames) {
        return new Person(username, displayNames.getOrDefault(username, username));
    }

    static @Nullable Person of(@Nullable String username, @Nullable String displayName) {
        return username == null || username.isBlank()
                ? null
                : new Person(username, displayName == null ? username : displayName);
    }
}
