package io.countersign.engine.web;

import io.countersign.engine.web.Problem.FieldError;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** From cause to problem: every exception that reaches HTTP becomes one here, and only here. */
@Component
class ProblemMapper {

    private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

    /** SQL states: a character that the encoding lacks, one that jsonb can't turn into text. */
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

    Problem problem(Throwable failure) {
        var known = firstOf(Problem.class, failure);
        if (known != null) {
            return known;
        }
        return switch (failure) {
            case HttpMessageNotReadableException unreadable -> UnreadableBody.problem(unreadable);
            case BindException invalid -> invalid(fields(invalid.getBindingResult()));
            case HandlerMethodValidationException invalid -> invalid(fields(invalid));
            case ConstraintViolationException invalid -> invalid(fields(invalid));
            case MethodArgumentTypeMismatchException wrong -> wrongParameter(wrong);
            case TypeMismatchException wrong ->
                invalid(List.of(new FieldError(Objects.toString(wrong.getPropertyName(), "value"), "does not fit")));
            case MaxUploadSizeExceededException large -> tooLarge(large.getMaxUploadSize());
            case MultipartException broken ->
                Problem.badRequest(
                        "unreadable-body", "The request's body can't be read", "It is not a valid multipart body.");
            case HttpRequestMethodNotSupportedException method ->
                new Problem(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "Method not allowed",
                        "%s is not offered here; use %s."
                                .formatted(
                                        method.getMethod(),
                                        String.join(
                                                ", ",
                                                Objects.requireNonNullElse(
                                                        method.getSupportedMethods(), new String[0]))),
                        List.of());
            case HttpMediaTypeNotSupportedException type ->
                new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "Content type not supported",
                        "The body must be sent as %s.".formatted(type.getSupportedMediaTypes()),
                        List.of());
            case InvalidParameterException unreadable ->
                Problem.badRequest(
                        "unreadable-parameter",
                        "A parameter can't be read",
                        "The address or the form has bytes that are not UTF-8, or a % that begins nothing. Encode its values.");
            case AsyncRequestTimeoutException slow ->
                Problem.unavailable("timed-out", "The answer took too long", "Please try again.");
            case OptimisticLockingFailureException stale ->
                Problem.conflict(
                        "changed-meanwhile",
                        "Somebody else changed it meanwhile",
                        "Load it again and repeat the change.");
            case ErrorResponse answered -> answered(answered);
            default -> {
                if (databaseIsAway(failure)) {
                    yield databaseUnavailable(failure);
                }
                yield hasUnstorableText(failure) ? unstorableText() : unexpected(failure);
            }
        };
    }

    private static Problem answered(ErrorResponse answered) {
        var status = Objects.requireNonNullElse(
                HttpStatus.resolve(answered.getStatusCode().value()), HttpStatus.INTERNAL_SERVER_ERROR);
        return switch (status) {
            case NOT_FOUND ->
                Problem.notFound("unknown-route", "There is nothing here", "No such address; see /v3/api-docs.");
            case INTERNAL_SERVER_ERROR -> unexpected((Throwable) answered);
            default -> {
                var detail = answered.getBody().getDetail();
                yield new Problem(
                        status,
                        status.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        status.getReasonPhrase(),
                        detail == null ? status.getReasonPhrase() : detail,
                        List.of());
            }
        };
    }

    private static Problem invalid(List<FieldError> errors) {
        var detail = errors.isEmpty()
                ? "A value does not fit."
                : errors.getFirst().field() + ": " + errors.getFirst().message()
                        + (errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1));
        return new Problem(HttpStatus.BAD_REQUEST, "invalid-request", "The request does not fit", detail, errors);
    }

    private static Problem wrongParameter(MethodArgumentTypeMismatchException wrong) {
        var type = wrong.getRequiredType();
        var expected = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type))
                ? "must be a number"
                : "does not fit";
        return invalid(List.of(new FieldError(wrong.getName(), expected)));
    }

    static Problem tooLarge(long limit) {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The request is too large",
                limit > 0
                        ? "At most %d bytes are taken here. Send less, or keep large files elsewhere and send a link."
                                .formatted(limit)
                        : "Send less, or keep large files elsewhere and send a link.",
                List.of());
    }

    private static List<FieldError> fields(BindingResult result) {
        return Stream.concat(
                        result.getFieldErrors().stream().map(error -> new FieldError(error.getField(), message(error))),
                        result.getGlobalErrors().stream().map(error -> new FieldError("", message(error))))
                .toList();
    }

    private static List<FieldError> fields(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                error instanceof org.springframework.validation.FieldError field
                                        ? field.getField()
                                        : Objects.toString(
                                                result.getMethodParameter().getParameterName(), ""),
                                message(error))))
                .toList();
    }

    private static List<FieldError> fields(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList();
    }

    private static String message(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "does not fit");
    }

    private static boolean databaseIsAway(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessException
                        || cause instanceof RecoverableDataAccessException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof SQLTransientConnectionException
                        || endedWithoutAnAnswer(cause));
    }

    /** The connection broke in the middle of a transaction: that it could not be rolled back is all that is told of it. */
    private static boolean endedWithoutAnAnswer(Throwable cause) {
        return cause instanceof TransactionSystemException transaction
                && transaction.getMostSpecificCause() instanceof SQLException;
    }

    /** PostgreSQL keeps no U+0000, in no text and no jsonb. What the statement belonged to is rolled back. */
    private static boolean hasUnstorableText(Throwable failure) {
        var cause = firstOf(SQLException.class, failure);
        return cause != null && UNSTORABLE_TEXT.contains(Objects.requireNonNullElse(cause.getSQLState(), ""));
    }

    private static Problem unstorableText() {
        return Problem.badRequest(
                "unstorable-text",
                "A text can't be kept",
                "Some text of the request has the character U+0000, which can't be kept. Nothing was done; leave it out.");
    }

    private static Problem databaseUnavailable(Throwable failure) {
        log.warn("the database can't be reached: {}", failure.getMessage());
        log.debug("the database can't be reached", failure);
        return Problem.unavailable(
                "database-unavailable",
                "The database can't be reached",
                "Nothing is known to have been changed. Please try again in a few seconds.");
    }

    private static Problem unexpected(Throwable failure) {
        log.error("unexpected failure", failure);
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unexpected",
                "Something went wrong on our side",
                "The request id leads an operator to the cause in the log.",
                List.of());
    }

    private static <T extends Throwable> @Nullable T firstOf(Class<T> type, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
