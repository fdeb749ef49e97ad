package io.countersign.engine.processengine.zeebe;

import static io.countersign.engine.processengine.EngineFailure.Kind.DEADLINE_EXCEEDED;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_ARGUMENT;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_STATE;
import static io.countersign.engine.processengine.EngineFailure.Kind.NOT_FOUND;
import static io.countersign.engine.processengine.EngineFailure.Kind.RESOURCE_EXHAUSTED;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNAVAILABLE;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNKNOWN;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNSUPPORTED;

import io.camunda.client.api.command.ClientStatusException;
import io.countersign.engine.processengine.EngineFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one place that says what a status of the gateway means. */
final class Failures {

    private Failures() {}

    static EngineFailure from(Throwable thrown) {
        var cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case ClientStatusException e -> fromStatus(e.getStatus());
            case StatusRuntimeException e -> fromStatus(e.getStatus());
            case HttpTimeoutException e -> new EngineFailure(DEADLINE_EXCEEDED, true, "no answer in time: " + text(e));
            case TimeoutException e -> new EngineFailure(DEADLINE_EXCEEDED, true, "no answer in time: " + text(e));
            default ->
                new EngineFailure(isConnection(cause) ? UNAVAILABLE : UNKNOWN, !neverConnected(cause), text(cause));
        };
    }

    static EngineFailure fromStatus(Status status) {
        var message = Optional.ofNullable(status.getDescription())
                .orElse(status.getCode().name());
        return switch (status.getCode()) {
            case NOT_FOUND -> EngineFailure.refused(NOT_FOUND, message);
            case FAILED_PRECONDITION, ALREADY_EXISTS -> EngineFailure.refused(INVALID_STATE, message);
            case INVALID_ARGUMENT, OUT_OF_RANGE -> EngineFailure.refused(INVALID_ARGUMENT, message);
            // a message that is too big fails with the same code as an engine that is too busy
            case RESOURCE_EXHAUSTED ->
                EngineFailure.refused(
                        message.contains("exceeds maximum size") ? INVALID_ARGUMENT : RESOURCE_EXHAUSTED, message);
            case UNAVAILABLE -> new EngineFailure(UNAVAILABLE, !neverConnected(status.getCause()), message);
            // what the operator has to mend is the way to the engine, the request is fine
            case UNAUTHENTICATED, PERMISSION_DENIED -> EngineFailure.refused(UNAVAILABLE, message);
            case DEADLINE_EXCEEDED, CANCELLED -> new EngineFailure(DEADLINE_EXCEEDED, true, message);
            case UNIMPLEMENTED -> EngineFailure.refused(UNSUPPORTED, message);
            case OK, UNKNOWN, INTERNAL, ABORTED, DATA_LOSS ->
                new EngineFailure(UNKNOWN, !message.contains("rejected with code"), message);
        };
    }

    static EngineFailure fromHttp(int status, String message) {
        return switch (status) {
            case 400, 413, 415, 422 -> EngineFailure.refused(INVALID_ARGUMENT, message);
            case 401, 403 -> EngineFailure.refused(UNAVAILABLE, message);
            case 404 -> EngineFailure.refused(NOT_FOUND, message);
            case 405, 501 -> EngineFailure.refused(UNSUPPORTED, message);
            case 409 -> EngineFailure.refused(INVALID_STATE, message);
            case 429 -> EngineFailure.refused(RESOURCE_EXHAUSTED, message);
            case 502, 503 -> new EngineFailure(UNAVAILABLE, true, message);
            case 504 -> new EngineFailure(DEADLINE_EXCEEDED, true, message);
            default -> new EngineFailure(UNKNOWN, true, message);
        };
    }

    private static boolean isConnection(Throwable thrown) {
        return causes(thrown).anyMatch(IOException.class::isInstance);
    }

    /** Whether the request certainly never left: there was nobody to take it. */
    private static boolean neverConnected(@Nullable Throwable thrown) {
        return causes(thrown).anyMatch(e -> e instanceof ConnectException || e instanceof UnknownHostException);
    }

    private static Stream<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }

    private static String text(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.getClass().getSimpleName());
    }
}
