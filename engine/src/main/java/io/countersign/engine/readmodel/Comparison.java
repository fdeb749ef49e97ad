package io.countersign.engine.readmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operators of an advanced filter. */
enum Comparison {
    EQ("$eq"),
    NEQ("$neq"),
    EXISTS("$exists"),
    IN("$in"),
    NOT_IN("$notIn"),
    LIKE("$like"),
    GT("$gt"),
    GTE("$gte"),
    LT("$lt"),
    LTE("$lte");

    private static final int MAX_VALUES = 1000;

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    static List<String> operators() {
        return Arrays.stream(values()).map(comparison -> comparison.operator).toList();
    }

    static Optional<Comparison> of(String operator) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.operator.equals(operator))
                .findFirst();
    }

    /** Empty where the value does not fit the operator and the field. */
    Optional<Condition> apply(SearchField field, JsonNode value) {
        return switch (this) {
            case EXISTS ->
                value.isBoolean()
                        ? Optional.of(Condition.of(field.sql() + (value.booleanValue() ? " is not null" : " is null")))
                        : Optional.empty();
            case IN -> list(field, value).map(values -> membership(field, "= any", values));
            case NOT_IN -> list(field, value).map(values -> membership(field, "<> all", values));
            case LIKE ->
                value.isString() && field.conversion() == Conversion.TEXT
                        ? field.conversion()
                                .convert(value)
                                .map(text ->
                                        Condition.of(field.sql() + " like ? escape '\\'", pattern(text.toString())))
                        : Optional.empty();
            case EQ -> compare(field, "=", value);
            case NEQ -> compare(field, "is distinct from", value);
            case GT -> compare(field, ">", value);
            case GTE -> compare(field, ">=", value);
            case LT -> compare(field, "<", value);
            case LTE -> compare(field, "<=", value);
        };
    }

    private static Optional<Condition> compare(SearchField field, String sign, JsonNode value) {
        return field.conversion()
                .convert(value)
                .map(operand -> Condition.of(field.sql() + " " + sign + " ?", field.stored(operand)));
    }

    private static Condition membership(SearchField field, String sign, Object[] values) {
        if (values.length == 0) {
            // the Java client sends an empty list for every operator that is not used
            return Condition.ALWAYS;
        }
        return Condition.of(
                field.sql() + " " + sign + " (cast(? as " + field.conversion().sqlType() + "[]))", (Object) values);
    }

    private static Optional<Object[]> list(SearchField field, JsonNode value) {
        if (!value.isArray() || value.size() > MAX_VALUES) {
            return Optional.empty();
        }
        var values = new ArrayList<@Nullable Object>();
        for (JsonNode element : value) {
            Optional<Object> converted = field.conversion().convert(element);
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            // as text: the driver can't make arrays of every type, PostgreSQL casts them
            values.add(field.stored(converted.get()).toString());
        }
        return Optional.of(values.toArray(String[]::new));
    }

    /** {@code *} is any text and {@code ?} any character, unless a backslash stands before it. */
    private static String pattern(String wildcards) {
        var pattern = new StringBuilder();
        for (int i = 0; i < wildcards.length(); i++) {
            char character = wildcards.charAt(i);
            switch (character) {
                case '*' -> pattern.append('%');
                case '?' -> pattern.append('_');
                case '%', '_' -> pattern.append('\\').append(character);
                case '\\' -> {
                    char next = i + 1 < wildcards.length() ? wildcards.charAt(i + 1) : '\\';
                    if (next == '*' || next == '?') {
                        pattern.append(next);
                        i++;
                    } else {
                        pattern.append("\\\\");
                        i += next == '\\' ? 1 : 0;
                    }
                }
                default -> pattern.append(character);
            }
        }
        return pattern.toString();
    }
}
