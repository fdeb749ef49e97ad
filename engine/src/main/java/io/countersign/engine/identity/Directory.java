package io.countersign.engine.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks people up: who somebody is, which groups he is in, who his manager is. Answers may be some seconds old. */
@Component
public class Directory {

    private final People people;

    Directory(People people) {
        this.people = people;
    }

    public Optional<UserAccount> person(String username) {
        return people.find(username);
    }

    /** The display names of these users; unknown ones are left out. */
    public Map<String, String> displayNames(Collection<String> usernames) {
        return people.all(new HashSet<>(usernames)).values().stream()
                .collect(Collectors.toMap(UserAccount::username, UserAccount::displayName));
    }

    /** The ids of the groups the user is in. */
    public Set<String> groupsOf(String username) {
        return people.find(username).map(UserAccount::groups).orElse(Set.of());
    }

    /** The username of the user's manager. */
    public Optional<String> managerOf(String username) {
        return people.find(username).flatMap(user -> Optional.ofNullable(user.manager()));
    }
}
