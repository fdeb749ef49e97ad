package io.countersign.engine.readmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A piece of SQL that is true or false, and the values of its question marks. */
public record Condition(String sql, List<@Nullable Object> parameters) {

    public static final Condition ALWAYS = new Condition("true", List.of());

    public static Condition of(String sql, @Nullable Object... parameters) {
        var values = new ArrayList<@Nullable Object>();
        for (Object parameter : parameters) {
            values.add(parameter);
        }
        return new Condition(sql, values);
    }

    public static Condition all(Collection<Condition> conditions) {
        return join(conditions, " and ", ALWAYS);
    }

    public static Condition any(Collection<Condition> conditions) {
        return join(conditions, " or ", ALWAYS);
    }

    private static Condition join(Collection<Condition> conditions, String word, Condition none) {
        if (conditions.isEmpty()) {
            return none;
        }
        var parameters = new ArrayList<@Nullable Object>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters()));
        return new Condition(
                conditions.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")")), parameters);
    }
}
