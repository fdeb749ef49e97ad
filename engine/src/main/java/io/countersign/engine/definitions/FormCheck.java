package io.countersign.engine.definitions;

import io.countersign.engine.web.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds submitted variables against a form: the server's word on what the browser checked for convenience. Fields of groups with
 * a path of their own, of dynamic lists and of conditions are left to the browser; variables without a field pass.
 */
public final class FormCheck {

    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    public FormCheck(JsonNode schema) {
        collect(schema.path("components"));
    }

    private void collect(JsonNode components) {
        for (JsonNode component : components) {
            String type = component.path("type").asString("");
            String key = component.path("key").asString("");
            if (type.equals("group") && component.path("path").asString("").isEmpty()) {
                collect(component.path("components"));
            } else if (!key.isEmpty() && key.indexOf('.') < 0) {
                fields.put(key, component);
            }
        }
    }

    /** Values that are of another type than their field, or that it does not allow. */
    public List<FieldError> unfit(Map<String, @Nullable JsonNode> variables) {
        var errors = new ArrayList<FieldError>();
        fields.forEach((key, field) -> {
            JsonNode value = variables.get(key);
            if (value != null && !value.isNull()) {
                misfit(field, value).ifPresent(message -> errors.add(new FieldError("variables." + key, message)));
            }
        });
        return errors;
    }

    /** Required fields that have no value, neither submitted nor before. */
    public List<FieldError> missing(Map<String, @Nullable JsonNode> variables, Map<String, JsonNode> before) {
        var errors = new ArrayList<FieldError>();
        fields.forEach((key, field) -> {
            boolean required = field.path("validate").path("required").asBoolean(false) && !field.has("conditional");
            JsonNode value = variables.containsKey(key) ? variables.get(key) : before.get(key);
            if (required && isEmpty(value)) {
                errors.add(new FieldError("variables." + key, "is required"));
            }
        });
        return errors;
    }

    /** Values of fields that the form shows but does not let people change. */
    public List<FieldError> changedThoughReadOnly(
            Map<String, @Nullable JsonNode> variables, Map<String, JsonNode> before) {
        var errors = new ArrayList<FieldError>();
        variables.forEach((key, value) -> {
            if (isReadOnly(key) && !same(value, before.get(key))) {
                errors.add(new FieldError("variables." + key, "can't be changed here"));
            }
        });
        return errors;
    }

    /** Whether the form only shows the field. Where an expression says so, only the browser knows its result. */
    public boolean isReadOnly(String key) {
        JsonNode field = fields.get(key);
        return field != null && (isTrue(field.path("readonly")) || isTrue(field.path("disabled")));
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    private static Optional<String> misfit(JsonNode field, JsonNode value) {
        JsonNode rules = field.path("validate");
        return switch (field.path("type").asString("")) {
            case "textfield", "textarea" -> value.isString() ? text(rules, value.stringValue()) : expected("a text");
            case "datetime" -> value.isString() ? Optional.empty() : expected("a date or time as text");
            case "number" ->
                field.path("serializeToString").asBoolean(false)
                        ? (value.isString() ? Optional.empty() : expected("a number as text"))
                        : (value.isNumber() ? number(rules, value.decimalValue()) : expected("a number"));
            case "checkbox" -> value.isBoolean() ? Optional.empty() : expected("true or false");
            case "checklist", "taglist" -> value.isArray() ? Optional.empty() : expected("a list");
            case "select", "radio" -> choice(field, value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode rules, String text) {
        if (rules.path("minLength").isInt()
                && text.length() < rules.path("minLength").intValue()) {
            return Optional.of("has to have at least " + rules.path("minLength").intValue() + " characters");
        }
        if (rules.path("maxLength").isInt()
                && text.length() > rules.path("maxLength").intValue()) {
            return Optional.of("may have at most " + rules.path("maxLength").intValue() + " characters");
        }
        return Optional.empty();
    }

    private static Optional<String> number(JsonNode rules, BigDecimal number) {
        if (rules.path("min").isNumber() && number.compareTo(rules.path("min").decimalValue()) < 0) {
            return Optional.of("has to be at least " + rules.path("min").asString());
        }
        if (rules.path("max").isNumber() && number.compareTo(rules.path("max").decimalValue()) > 0) {
            return Optional.of("may be at most " + rules.path("max").asString());
        }
        return Optional.empty();
    }

    private static Optional<String> choice(JsonNode field, JsonNode value) {
        JsonNode choices = field.path("values");
        if (!choices.isArray() || choices.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode choice : choices) {
            if (choice.path("value").equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of("is not one of the choices");
    }

    private static Optional<String> expected(String type) {
        return Optional.of("has to be " + type);
    }

    private static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank())
                || (value.isArray() && value.isEmpty());
    }

    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one != null && other != null && one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return Objects.equals(nullIfAbsent(one), nullIfAbsent(other));
    }

    private static @Nullable JsonNode nullIfAbsent(@Nullable JsonNode value) {
        return isEmpty(value) ? null : value;
    }
}
