package io.countersign.engine.identity;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The accounts in use, remembered for seconds: every request needs its caller's, every list some display names. */
@Component
class People {

    private final LoadingCache<String, Optional<UserAccount>> known;

    People(UserRows rows, IdentitySettings settings) {
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.remember())
                .build(CacheLoader.bulk(usernames -> load(rows, usernames)));
    }

    Optional<UserAccount> find(String username) {
        return known.get(username);
    }

    Map<String, UserAccount> all(Collection<String> usernames) {
        return known.getAll(usernames).values().stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(UserAccount::username, Function.identity()));
    }

    void forget(String username) {
        AfterCommit.run(() -> known.invalidate(username));
    }

    private static Map<String, Optional<UserAccount>> load(UserRows rows, Set<? extends String> usernames) {
        var found = rows.all(Set.copyOf(usernames)).stream()
                .collect(Collectors.toMap(UserAccount::username, Function.identity()));
        return usernames.stream()
                .collect(Collectors.toMap(Function.identity(), name -> Optional.ofNullable(found.get(name))));
    }
}
