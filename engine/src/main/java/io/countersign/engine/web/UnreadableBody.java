package io.countersign.engine.web;

import io.countersign.engine.web.Problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** Says where and why a body could not be read, without naming a class of ours. */
final class UnreadableBody {

    private static final String SLUG = "unreadable-body";
    private static final String TITLE = "The request's body can't be read";

    private static final Pattern INSIDES =
            Pattern.compile(" ?\\(start marker at \\[.*?]\\)|: enable `.*$|, from `[^`]*`", Pattern.DOTALL);

    private UnreadableBody() {}

    static Problem problem(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case StreamReadException broken ->
                Problem.badRequest(
                        SLUG,
                        TITLE,
                        "It is not valid JSON" + at(broken) + ": " + withoutInsides(broken.getOriginalMessage()));
            case PropertyBindingException unknown ->
                field(unknown, "is not known here; known are " + unknown.getKnownPropertyIds());
            case MismatchedInputException wrong -> field(wrong, expected(wrong.getTargetType()));
            case JacksonException other -> field(other, "has a value that does not fit");
            case null, default -> Problem.badRequest(SLUG, TITLE, "A JSON body is required.");
        };
    }

    /** The parser's words without where it began to read and which switches of it would take more. */
    static String withoutInsides(@Nullable String message) {
        return INSIDES.matcher(Objects.requireNonNullElse(message, "it ends too early"))
                .replaceAll("");
    }

    private static Problem field(JacksonException failure, String message) {
        var path = path(failure.getPath());
        if (path.isEmpty()) {
            return Problem.badRequest(SLUG, TITLE, "The body" + at(failure) + " " + message + ".");
        }
        return Problem.badRequest(
                SLUG, TITLE, "The field " + path + at(failure) + " " + message + ".", new FieldError(path, message));
    }

    private static String at(JacksonException failure) {
        var location = failure.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    static String path(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has a value that does not fit";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a string";
        }
        return switch (type.getName()) {
            case "java.time.LocalTime" -> "must be a time of day such as 08:00";
            case "java.time.LocalDate" -> "must be a day such as 2026-11-22";
            case "java.time.Duration" -> "must be a duration such as PT8H";
            case "java.time.Instant", "java.time.OffsetDateTime" -> "must be a time such as 2026-11-22T20:15:00Z";
            default -> "must be an object";
        };
    }
}
