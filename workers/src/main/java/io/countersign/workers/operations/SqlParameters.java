package io.countersign.workers.operations;

import io.countersign.workers.expressions.UnfitModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;
import tools.jackson.databind.JsonNode;

/**
 * Values for the names in a statement, as the driver takes them. A list of plain values is one for each, as {@code in (:names)} wants it;
 * contexts, and lists of them, are JSON.
 */
final class SqlParameters extends AbstractSqlParameterSource {

    /** Always there, the same over all tries of a job: what a statement does twice can tell so by it. */
    static final String JOB_KEY = "jobKey";

    private static final int LONGEST_LIST = 10_000;

    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    private SqlParameters() {}

    static SqlParameters of(long jobKey, Map<String, @Nullable JsonNode> given) throws UnfitModel {
        SqlParameters parameters = new SqlParameters();
        for (Map.Entry<String, @Nullable JsonNode> parameter : given.entrySet()) {
            parameters.values.put(parameter.getKey(), value(parameter.getKey(), parameter.getValue()));
        }
        if (given.containsKey(JOB_KEY)) {
            throw new UnfitModel("The parameter '" + JOB_KEY + "' is the key of the job: give yours another name");
        }
        parameters.values.put(JOB_KEY, jobKey);
        return parameters;
    }

    private static @Nullable Object value(String name, @Nullable JsonNode node) throws UnfitModel {
        if (node == null || !node.isArray() || node.valueStream().anyMatch(JsonNode::isContainer)) {
            return plain(node);
        }
        if (node.isEmpty()) {
            throw new UnfitModel("The parameter '" + name + "' is an empty list, which SQL doesn't have: let the model"
                    + " go another way without it");
        }
        if (node.size() > LONGEST_LIST) {
            throw new UnfitModel(
                    "The parameter '" + name + "' is a list of more than " + LONGEST_LIST + ": correct the model");
        }
        List<@Nullable Object> all = new ArrayList<>(node.size());
        node.forEach(one -> all.add(plain(one)));
        return all;
    }

    private static @Nullable Object plain(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return node.canConvertToLong() && number.stripTrailingZeros().scale() <= 0
                    ? (Object) number.longValue()
                    : number;
        }
        return node.isString() ? node.stringValue() : node.toString();
    }

    /** Names that the statement has and nobody gave a value to, of those that were asked for. */
    Set<String> missing() {
        return missing;
    }

    @Override
    public boolean hasValue(String name) {
        return values.containsKey(name);
    }

    @Override
    public @Nullable Object getValue(String name) {
        if (!values.containsKey(name)) {
            missing.add(name);
        }
        return values.get(name);
    }
}
