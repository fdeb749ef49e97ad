package io.countersign.notices;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template sees: maps, lists, texts and truths, and nothing that has methods anybody could call. */
final class PlainModel {

    private static final int DEEPEST = 12;

    private PlainModel() {}

    static Map<String, Object> of(Map<?, ?> values) {
        return map(values, 0);
    }

    private static Map<String, Object> map(Map<?, ?> values, int depth) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> {
            Object kept = value(value, depth + 1);
            if (kept != null) {
                plain.put(String.valueOf(name), kept);
            }
        });
        return plain;
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (value == null || depth > DEEPEST) {
            return null;
        }
        return switch (value) {
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> list -> list(list, depth);
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private static List<Object> list(Collection<?> values, int depth) {
        return values.stream()
                .<Object>mapMulti((value, next) -> {
                    Object kept = value(value, depth + 1);
                    if (kept != null) {
                        next.accept(kept);
                    }
                })
                .toList();
    }
}
