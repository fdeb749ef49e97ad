package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.engine.tasks.InboxQuery.View;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list of tasks shows and in which order, as it stands in an address and in a view that somebody keeps; what is null asks for
 * nothing.
 *
 * @param due {@code overdue}, {@code today}, {@code week} or {@code none}
 * @param variable conditions such as {@code amount>=1000}
 * @param sort {@code due}, {@code created}, {@code priority}, {@code name}, or {@code variable:} and its name
 * @param direction {@code asc} or {@code desc}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InboxParameters(
        @Nullable String view,
        @Nullable String search,
        @Nullable List<String> processId,
        @Nullable String due,
        @Nullable Instant dueFrom,
        @Nullable Instant dueTo,
        @Nullable List<String> variable,
        @Nullable String requester,
        @Nullable Integer priorityFrom,
        @Nullable String sort,
        @Nullable String direction) {

    private static final int MAX_PROCESSES = 50;
    private static final int MAX_CONDITIONS = 10;
    private static final int MAX_NAME = 255;

    /** Of a view that is always there. */
    public static InboxParameters of(View view) {
        return new InboxParameters(
                view.name().toLowerCase(Locale.ROOT), null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * As a question that can be answered now.
     *
     * @param timeZone of the caller's day, as IANA calls it; null is UTC
     * @throws Problem 400 with an error for each parameter that does not fit
     */
    public InboxQuery toQuery(@Nullable String timeZone, Clock clock) {
        var reading = new Reading();
        View shown = reading.of("view", view == null ? "all" : view, View::named);
        var filters = new ArrayList<TaskFilter>();
        if (search != null) {
            List<TaskFilter> words = reading.of("search", search, InboxParameters::words);
            filters.addAll(words == null ? List.of() : words);
        }
        for (String condition : orNone(variable, "variable", MAX_CONDITIONS, reading)) {
            TaskFilter filter = reading.of("variable", condition, VariableFilter::parse);
            if (filter != null) {
                filters.add(filter);
            }
        }
        if (requester != null && !requester.isEmpty()) {
            reading.of("requester", requester, InboxParameters::name);
            filters.add(RequestFilter.requestedBy(requester));
        }
        List<String> processes = orNone(processId, "processId", MAX_PROCESSES, reading);
        if (!processes.isEmpty()) {
            processes.forEach(id -> reading.of("processId", id, InboxParameters::name));
            filters.add(TaskFilter.of("t.process_id = any (?)", (Object) processes.toArray(String[]::new)));
        }
        if (priorityFrom != null) {
            filters.add(TaskFilter.of("t.priority >= ?", priorityFrom));
        }
        DueRange range = reading.of("timeZone", timeZone == null ? "UTC" : timeZone, zone -> due(zone, clock, reading));
        InboxSort order = reading.of("sort", Objects.requireNonNullElse(sort, ""), InboxSort::named);
        Boolean ascending =
                reading.of("direction", Objects.requireNonNullElse(direction, "asc"), InboxParameters::ascending);
        if (shown == View.DONE && order != null) {
            reading.refuse("sort", "can't be had with view=done: what was done comes newest first");
        }
        reading.check();
        return new InboxQuery(
                InboxQuery.State.OPEN,
                Objects.requireNonNull(shown),
                null,
                null,
                null,
                filters,
                range,
                order == null ? null : order.in(Boolean.TRUE.equals(ascending)));
    }

    private static List<String> orNone(@Nullable List<String> values, String parameter, int max, Reading reading) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > max) {
            reading.refuse(parameter, "can be given at most " + max + " times");
            return List.of();
        }
        return values;
    }

    private @Nullable DueRange due(String timeZone, Clock clock, Reading reading) {
        ZoneId zone = zone(timeZone);
        if (due != null && (dueFrom != null || dueTo != null)) {
            reading.refuse("due", "can't be had together with dueFrom and dueTo");
            return null;
        }
        return due == null
                ? DueRange.between(dueFrom, dueTo)
                : reading.of("due", due, word -> DueRange.named(word, clock.instant(), zone));
    }

    private static ZoneId zone(String name) {
        try {
            return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("has to be a time zone, such as Europe/Berlin");
        }
    }

    private static List<TaskFilter> words(String search) {
        if (search.length() > SearchWords.MAX_LENGTH) {
            throw new IllegalArgumentException("can have at most " + SearchWords.MAX_LENGTH + " characters");
        }
        return SearchWords.parse(search);
    }

    private static String name(String text) {
        if (text.length() > MAX_NAME || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("has to be a name of at most " + MAX_NAME + " characters");
        }
        return text;
    }

    private static Boolean ascending(String direction) {
        return switch (direction) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw new IllegalArgumentException("has to be asc or desc");
        };
    }

    /** Reads parameters and keeps what is wrong with them. */
    private static final class Reading {

        private final List<FieldError> errors = new ArrayList<>();

        /** Turns the text into something, or throws {@link IllegalArgumentException}, whose message completes the parameter's name. */
        interface Reader<T> {
            @Nullable
            T read(String text);
        }

        <T> @Nullable T of(String parameter, String text, Reader<T> reader) {
            try {
                return reader.read(text);
            } catch (IllegalArgumentException unfit) {
                refuse(parameter, Objects.requireNonNullElse(unfit.getMessage(), "does not fit"));
                return null;
            }
        }

        void refuse(String parameter, String message) {
            errors.add(new FieldError(parameter, message));
        }

        void check() {
            if (!errors.isEmpty()) {
                throw Problem.badRequest(
                        "invalid-request",
                        "The request does not fit",
                        errors.getFirst().field() + " " + errors.getFirst().message() + ".",
                        errors.toArray(FieldError[]::new));
            }
        }
    }
}
