package io.countersign.engine.readmodel;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Filters that look into a set that belongs to a row. */
public final class Membership {

    private record OneOf(String name, String sql, Conversion conversion) implements SearchField {}

    private Membership() {}

    /** For lists that we do not keep, such as tags: asking for any of them finds nothing. */
    public static Function<JsonNode, Optional<Condition>> inNothing() {
        return list -> list.isArray()
                ? Optional.of(list.isEmpty() ? Condition.ALWAYS : Condition.of("false"))
                : Optional.empty();
    }

    /** Some text of an array meets the comparison. */
    public static Function<JsonNode, Optional<Condition>> inArray(String name, String arraySql) {
        var element = new OneOf(name, "element", Conversion.TEXT);
        return value -> {
            Condition condition = SearchSyntax.compare("filter." + name, element, value);
            return Optional.of(new Condition(
                    "exists (select from unnest(" + arraySql + ") as element where " + condition.sql() + ")",
                    condition.parameters()));
        };
    }

    /**
     * Every {@code {name, value}} of a list is a variable of the scope; values are compared as JSON text, so a string is
     * {@code "\"ann\""}.
     */
    public static Function<JsonNode, Optional<Condition>> variables(String instanceSql, String scopeSql) {
        var variable = new OneOf("value", "v.value", Conversion.TEXT);
        return list -> {
            if (!list.isArray()) {
                return Optional.empty();
            }
            var conditions = new ArrayList<Condition>();
            for (JsonNode wanted : list) {
                if (!wanted.path("name").isString() || wanted.path("value").isMissingNode()) {
                    return Optional.empty();
                }
                Condition value = SearchSyntax.compare("filter.variables.value", variable, wanted.path("value"));
                var parameters = new ArrayList<Object>();
                parameters.add(wanted.path("name").stringValue());
                value.parameters().forEach(parameter -> parameters.add(Objects.requireNonNull(parameter)));
                conditions.add(Condition.of(
                        "exists (select from variable v where v.process_instance_key = " + instanceSql
                                + " and v.scope_key = " + scopeSql + " and v.name = ? and " + value.sql() + ")",
                        parameters.toArray()));
            }
            return Optional.of(Condition.all(conditions));
        };
    }
}
