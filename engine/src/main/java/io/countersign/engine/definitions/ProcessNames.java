package io.countersign.engine.definitions;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What processes are called in their models, remembered: a version never changes its name. */
@Component
public class ProcessNames {

    private final LoadingCache<Long, String> known;

    ProcessNames(JdbcClient jdbc) {
        this.known = Caffeine.newBuilder().maximumSize(10_000).build(CacheLoader.bulk(keys -> load(jdbc, keys)));
    }

    /** By process definition key; a process that has no name, or is not known yet, is left out. */
    public Map<Long, String> of(Collection<Long> processDefinitionKeys) {
        return known.getAll(new HashSet<>(processDefinitionKeys));
    }

    private static Map<Long, String> load(JdbcClient jdbc, Set<? extends Long> keys) {
        var names = new HashMap<Long, String>();
        jdbc.sql("select key, name from process_definition where key = any (?) and name is not null")
                .param(keys.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("key"), row.getString("name"));
                });
        return names;
    }
}
