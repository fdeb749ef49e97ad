package io.countersign.engine.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks people up: who somebody is, which groups he is in, who his manager is. Answers may be some seconds old. */
@Component
public class Directory {

    private final People people;
    private final UserRows rows;

    Directory(People people, UserRows rows) {
        this.people = people;
        this.rows = rows;
    }

    public Optional<UserAccount> person(String username) {
        return people.find(username);
    }

    /** The accounts of these users, by username; unknown ones are left out. */
    public Map<String, UserAccount> people(Collection<String> usernames) {
        return people.all(new HashSet<>(usernames));
    }

    /** The display names of these users; unknown ones are left out. */
    public Map<String, String> displayNames(Collection<String> usernames) {
        return people.all(new HashSet<>(usernames)).values().stream()
                .collect(Collectors.toMap(UserAccount::username, UserAccount::displayName));
    }

    /**
     * Somebody who works in the inbox.
     *
     * @param groups the ids of all groups the user is in
     */
    public record Worker(String username, String displayName, Set<String> groups) {}

    /** Everybody who may work in the inbox. */
    public List<Worker> workers() {
        return rows.workers();
    }

    /** Those of these users, and of the members of these groups, who may work in the inbox now. */
    public List<Worker> workers(Collection<String> usernames, Collection<String> groups) {
        return rows.workers(usernames, groups);
    }

    /** The usernames of those whom principals, {@code u:<user>} and {@code g:<group>}, stand for and who may work in the inbox now. */
    public Set<String> members(Collection<String> principals) {
        return rows.workers(names(principals, "u:"), names(principals, "g:")).stream()
                .map(Worker::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Collection<String> principals, String kind) {
        return principals.stream()
                .filter(principal -> principal.startsWith(kind))
                .map(principal -> principal.substring(kind.length()))
                .toList();
    }

    /** Those who may work in the inbox and have all of these words in their names, by name. */
    public List<Worker> search(List<String> words, int limit) {
        return rows.workers(words, limit);
    }

    /** As {@link #search(List, int)}, of these users and the members of these groups only. */
    public List<Worker> search(Collection<String> usernames, Collection<String> groups, List<String> words, int limit) {
        return rows.workers(usernames, groups, words, limit);
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
