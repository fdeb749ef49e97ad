package io.countersign.engine.readmodel;

import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a search request of the Orchestration Cluster REST API: {@code {filter, sort, page}}. What it does not know is an error that
 * names what it knows; nothing is ignored silently.
 */
public final class SearchSyntax {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final int MAX_ALTERNATIVES = 20;

    private final Map<String, SearchField> fields = new LinkedHashMap<>();
    private final Map<String, Function<JsonNode, Optional<Condition>>> special;
    private final SearchField key;

    /**
     * @param key unique, breaks ties in every order
     * @param special filters that are more than a comparison, by name
     */
    public SearchSyntax(
            SearchField[] fields, SearchField key, Map<String, Function<JsonNode, Optional<Condition>>> special) {
        for (SearchField field : fields) {
            this.fields.put(field.fieldName(), field);
        }
        this.special = Map.copyOf(special);
        this.key = key;
    }

    /** @throws Problem 400 where the request is not understood */
    public Search parse(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return new Search(Condition.ALWAYS, List.of(new Order(key, true)), DEFAULT_LIMIT, 0, null, null);
        }
        requireObject("the body", body, List.of("filter", "sort", "page"));
        List<Order> orders = orders(body.path("sort"));
        JsonNode page = body.path("page");
        if (!absent(page)) {
            requireObject("page", page, List.of("limit", "from", "after", "before"));
        }
        Cursor after = cursor(page.path("after"), orders.size());
        Cursor before = cursor(page.path("before"), orders.size());
        int from = number(page, "from", 0, 0, Integer.MAX_VALUE);
        if ((after != null ? 1 : 0) + (before != null ? 1 : 0) + (from > 0 ? 1 : 0) > 1) {
            throw bad("page", "takes one of from, after and before");
        }
        return new Search(
                filter("filter", body.path("filter"), true),
                orders,
                number(page, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
                from,
                after,
                before);
    }

    private Condition filter(String path, JsonNode filter, boolean mayHaveAlternatives) {
        if (absent(filter)) {
            return Condition.ALWAYS;
        }
        var known = new TreeSet<>(fields.keySet());
        known.addAll(special.keySet());
        if (mayHaveAlternatives) {
            known.add("$or");
        }
        requireObject(path, filter, known);
        var conditions = new ArrayList<Condition>();
        for (Map.Entry<String, JsonNode> entry : filter.properties()) {
            String at = path + "." + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                continue;
            }
            conditions.add(entry.getKey().equals("$or") ? alternatives(at, value) : one(at, entry.getKey(), value));
        }
        return Condition.all(conditions);
    }

    private Condition one(String path, String name, JsonNode value) {
        SearchField field = fields.get(name);
        if (field != null) {
            return compare(path, field, value);
        }
        Function<JsonNode, Optional<Condition>> reader = Objects.requireNonNull(special.get(name));
        return reader.apply(value).orElseThrow(() -> bad(path, "is not understood"));
    }

    private Condition alternatives(String path, JsonNode value) {
        if (!value.isArray() || value.size() > MAX_ALTERNATIVES) {
            throw bad(path, "takes a list of at most " + MAX_ALTERNATIVES + " filters");
        }
        var conditions = new ArrayList<Condition>();
        for (JsonNode alternative : value) {
            conditions.add(filter(path, alternative, false));
        }
        return Condition.any(conditions);
    }

    static Condition compare(String path, SearchField field, JsonNode value) {
        if (!value.isObject()) {
            return Comparison.EQ.apply(field, value).orElseThrow(() -> unfit(path, field));
        }
        var conditions = new ArrayList<Condition>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Comparison comparison = Comparison.of(entry.getKey())
                    .orElseThrow(() ->
                            bad(path, "has no operator " + entry.getKey() + "; there are " + Comparison.operators()));
            if (!entry.getValue().isNull()) {
                conditions.add(comparison
                        .apply(field, entry.getValue())
                        .orElseThrow(() -> unfit(path + "." + entry.getKey(), field)));
            }
        }
        return Condition.all(conditions);
    }

    private List<Order> orders(JsonNode sort) {
        var orders = new ArrayList<Order>();
        if (!absent(sort) && !sort.isArray()) {
            throw bad("sort", "takes a list of {field, order}");
        }
        for (JsonNode entry : sort) {
            requireObject("sort", entry, List.of("field", "order"));
            SearchField field = fields.get(entry.path("field").asString(""));
            if (field == null || !field.sortable()) {
                throw bad("sort.field", "is one of " + sortable());
            }
            orders.add(new Order(field, ascending(entry.path("order"))));
        }
        if (orders.stream().noneMatch(order -> order.field().fieldName().equals(key.fieldName()))) {
            orders.add(new Order(key, orders.isEmpty() || orders.getLast().ascending()));
        }
        return List.copyOf(orders);
    }

    private static boolean ascending(JsonNode order) {
        return switch (absent(order) ? "asc" : order.asString("").toLowerCase(Locale.ROOT)) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw bad("sort.order", "is asc or desc");
        };
    }

    private String sortable() {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().sortable())
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Cursor cursor(JsonNode cursor, int parts) {
        return absent(cursor)
                ? null
                : Paging.of(null, cursor.asString(""), parts).after();
    }

    private static int number(JsonNode page, String name, int otherwise, int least, int most) {
        JsonNode value = page.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw bad("page." + name, "is a number from " + least + " to " + most);
        }
        return value.intValue();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static void requireObject(String path, JsonNode node, Collection<String> known) {
        if (!node.isObject()) {
            throw bad(path, "has to be an object");
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw bad(path, "has no field " + name + "; there are " + String.join(", ", known));
            }
        }
    }

    private static Problem unfit(String path, SearchField field) {
        return bad(path, "takes " + field.conversion().expected());
    }

    private static Problem bad(String path, String message) {
        return Problem.badRequest(
                "invalid-search",
                "That search is not understood",
                path + " " + message + ".",
                new FieldError(path, message));
    }
}
