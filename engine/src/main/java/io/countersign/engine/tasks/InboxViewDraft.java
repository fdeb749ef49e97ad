package io.countersign.engine.tasks;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a view to be.
 *
 * @param query null asks for everything that one may see
 * @param position null leaves it where it is, or puts a new one last
 */
public record InboxViewDraft(
        @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        String name,

        @Nullable String icon,
        @Nullable InboxParameters query,
        @Nullable List<@Nullable String> columns,
        @Nullable List<@Nullable String> sharedWith,
        @Nullable Integer position) {

    private static final int MAX_NAME = 60;
    private static final int MAX_COLUMNS = 12;
    private static final int MAX_COLUMN = 100;
    private static final int MAX_GROUPS = 20;
    private static final int MAX_POSITION = 10_000;
    private static final Pattern ICON = Pattern.compile("[a-z0-9-]{1,40}");

    String title() {
        return Objects.requireNonNullElse(name, "").strip();
    }

    InboxParameters asked() {
        return query == null ? InboxParameters.of(InboxQuery.View.ALL) : query;
    }

    List<String> shown() {
        return texts(columns);
    }

    List<String> groups() {
        return texts(sharedWith);
    }

    private static List<String> texts(@Nullable List<@Nullable String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .map(value -> Objects.requireNonNullElse(value, ""))
                        .distinct()
                        .toList();
    }

    /**
     * @param mayShareWith the ids of groups
     * @throws Problem 400 where the query does not fit, 422 where something else does not
     */
    void check(Collection<String> mayShareWith, Clock clock) {
        asked().toQuery(null, clock);
        var errors = new ArrayList<FieldError>();
        if (title().isEmpty() || title().length() > MAX_NAME || title().indexOf('\0') >= 0) {
            errors.add(new FieldError("name", "has to have 1 to " + MAX_NAME + " characters"));
        }
        if (icon != null && !ICON.matcher(icon).matches()) {
            errors.add(new FieldError("icon", "has to be the name of an icon"));
        }
        if (shown().size() > MAX_COLUMNS
                || shown().stream()
                        .anyMatch(column ->
                                column.isBlank() || column.length() > MAX_COLUMN || column.indexOf('\0') >= 0)) {
            errors.add(new FieldError("columns", "can be the names of at most " + MAX_COLUMNS + " variables"));
        }
        if (groups().size() > MAX_GROUPS || !mayShareWith.containsAll(groups())) {
            errors.add(new FieldError("sharedWith", "can be at most " + MAX_GROUPS + " groups of the owner's own"));
        }
        if (position != null && (position < 0 || position > MAX_POSITION)) {
            errors.add(new FieldError("position", "has to be between 0 and " + MAX_POSITION));
        }
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(
                    "view-does-not-fit",
                    "The view does not fit",
                    "Some of what was sent does not fit; errors says what.",
                    errors.toArray(FieldError[]::new));
        }
    }
}
