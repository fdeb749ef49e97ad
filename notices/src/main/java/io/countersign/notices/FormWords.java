package io.countersign.notices;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a form calls the variables of a request, in its own order. */
public record FormWords(Map<String, Field> fields) {

    /**
     * @param unit what stands before or after the value, such as EUR; null where nothing does
     * @param options the words for the values of a choice
     */
    public record Field(String label, @Nullable String unit, Map<String, String> options) {}

    public static FormWords of(@Nullable JsonNode schema) {
        var fields = new LinkedHashMap<String, Field>();
        if (schema != null) {
            components(schema).forEach(component -> add(component, fields));
        }
        return new FormWords(fields);
    }

    public Optional<Field> of(String variable) {
        return Optional.ofNullable(fields.get(variable));
    }

    private static Stream<JsonNode> components(JsonNode parent) {
        return parent.path("components")
                .valueStream()
                .flatMap(part -> Stream.concat(Stream.of(part), components(part)));
    }

    private static void add(JsonNode component, Map<String, Field> fields) {
        Optional<String> key = words(component.path("key"));
        Optional<String> label = words(component.path("label"))
                .or(() -> words(component.path("dateLabel")))
                .or(() -> words(component.path("timeLabel")));
        if (key.isPresent() && label.isPresent()) {
            JsonNode appearance = component.path("appearance");
            var options = new LinkedHashMap<String, String>();
            component
                    .path("values")
                    .valueStream()
                    .forEach(option -> words(option.path("label"))
                            .ifPresent(word -> options.put(option.path("value").asString(""), word)));
            String unit = words(appearance.path("prefixAdorner"))
                    .or(() -> words(appearance.path("suffixAdorner")))
                    .orElse(null);
            fields.putIfAbsent(key.get(), new Field(label.get(), unit, options));
        }
    }

    /** An expression is nothing to read. */
    private static Optional<String> words(JsonNode text) {
        return Optional.of(text.asString("").strip()).filter(word -> !word.isEmpty() && !word.startsWith("="));
    }
}
