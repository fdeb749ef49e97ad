package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the few open tasks that a filter leads to. The planner can't tell a word that hardly any task has from one that most have, and a
 * page of the list takes milliseconds or seconds by it; so we look.
 */
@Component
class Narrowing {

    private final JdbcClient jdbc;

    Narrowing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The keys of open tasks among which everything is that meets all filters; empty where that is no small number. */
    Optional<Condition> of(List<TaskFilter> filters) {
        return filters.stream()
                .map(TaskFilter::hits)
                .filter(Objects::nonNull)
                .map(this::few)
                .flatMap(Optional::stream)
                .findFirst()
                .map(keys -> Condition.of("t.key = any (?)", (Object) keys));
    }

    private Optional<Long[]> few(Condition hits) {
        List<@Nullable Long> keys = jdbc.sql(
                        "select task_key from (" + hits.sql() + ") hits limit " + (TaskFilter.MAX_HITS + 1))
                .params(hits.parameters())
                .query((row, number) -> row.getObject(1, Long.class))
                .list();
        return keys.size() > TaskFilter.MAX_HITS
                ? Optional.empty()
                : Optional.of(keys.stream().filter(Objects::nonNull).distinct().toArray(Long[]::new));
    }
}
