package io.countersign.workers.operations;

import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/** Takes secrets out of whatever leaves the workers: variables, messages, tables, the log. Belongs to one call. */
final class Masks {

    private static final String MASK = "***";
    private static final int SHORTEST = 4;

    /** The longest first: one may be a part of another. */
    private final NavigableSet<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void add(Collection<String> secrets) {
        secrets.stream()
                // "Bearer abc" must not show as "abc" either
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split(" "))))
                // neither as addresses and as JSON write it
                .flatMap(value -> Stream.of(value, Queries.encode(value), inJson(value)))
                .filter(value -> value.length() >= SHORTEST
                        && !value.equalsIgnoreCase("Bearer")
                        && !value.equalsIgnoreCase("Basic"))
                .forEach(values::add);
    }

    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    private static String inJson(String value) {
        String quoted = StringNode.valueOf(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
