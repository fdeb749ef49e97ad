package io.countersign.workers.operations;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Takes a target's credentials out of whatever leaves the workers: variables, messages, tables, the log. */
record Secrets(List<String> values) {

    private static final String MASK = "***";
    private static final int SHORTEST = 4;

    static Secrets of(Collection<String> headerValues) {
        return new Secrets(headerValues.stream()
                // "Bearer abc" must not show as "abc" either
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split(" "))))
                .filter(value -> value.length() >= SHORTEST
                        && !value.equalsIgnoreCase("Bearer")
                        && !value.equalsIgnoreCase("Basic"))
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList());
    }

    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
