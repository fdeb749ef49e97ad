package io.countersign.engine.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Something a caller did that can't be done, and how to mend it: answered as an RFC 9457 problem detail.
 * The type is {@code urn:countersign:problem:<slug>}.
 */
public class Problem extends RuntimeException {

    private static final Duration SECONDS_UNTIL_A_SERVICE_IS_BACK = Duration.ofSeconds(5);

    private final HttpStatus status;
    private final String slug;
    private final String title;
    private final List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    /** What is wrong with one field of the request; {@code field} is a path such as {@code variables.amount}. */
    public record FieldError(String field, String message) {}

    /**
     * @param slug stable and part of the contract, such as {@code task-already-decided}
     * @param title the same for every occurrence, a person understands it
     * @param detail what happened this time and how to mend it
     */
    public Problem(HttpStatus status, String slug, String title, String detail, List<FieldError> errors) {
        this(status, slug, title, detail, errors, null);
    }

    private Problem(
            HttpStatus status,
            String slug,
            String title,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static Problem badRequest(String slug, String title, String detail, FieldError... errors) {
        return new Problem(HttpStatus.BAD_REQUEST, slug, title, detail, List.of(errors));
    }

    public static Problem forbidden(String slug, String title, String detail) {
        return new Problem(HttpStatus.FORBIDDEN, slug, title, detail, List.of());
    }

    public static Problem notFound(String slug, String title, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, slug, title, detail, List.of());
    }

    public static Problem conflict(String slug, String title, String detail) {
        return new Problem(HttpStatus.CONFLICT, slug, title, detail, List.of());
    }

    public static Problem unprocessable(String slug, String title, String detail, FieldError... errors) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, slug, title, detail, List.of(errors));
    }

    public static Problem unavailable(String slug, String title, String detail) {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, slug, title, detail, List.of(), SECONDS_UNTIL_A_SERVICE_IS_BACK);
    }

    /** @param retryAfter when it is worth trying again */
    public static Problem tooManyRequests(String slug, String title, String detail, Duration retryAfter) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, slug, title, detail, List.of(), retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** When it is worth trying again, null where that would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
