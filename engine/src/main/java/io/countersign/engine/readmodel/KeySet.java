package io.countersign.engine.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query for keys, one column of them, and the values of its question marks. */
public record KeySet(String sql, List<@Nullable Object> parameters) {

    public static KeySet of(String sql, @Nullable Object... parameters) {
        return new KeySet(sql, Condition.of(sql, parameters).parameters());
    }

    /** What is in any of them, maybe more than once. */
    public static KeySet union(List<KeySet> sets) {
        var parameters = new ArrayList<@Nullable Object>();
        sets.forEach(set -> parameters.addAll(set.parameters()));
        return new KeySet(sets.stream().map(KeySet::sql).collect(Collectors.joining("\nunion all\n")), parameters);
    }

    /** Whether it has the key in a column. */
    public Condition contains(String column) {
        return new Condition(column + " in (" + sql + ")", parameters);
    }
}
