package io.countersign.workers.operations;

import io.countersign.workers.jobs.Job;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a request of what a model says and what an administrator allows. */
@Component
class PrepareCall {

    /** How long before the end of its lease a job's call must have ended, so that the engine can still be told. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Ours, or the connection's. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "idempotency-key");

    private final Clock clock;

    PrepareCall(Clock clock) {
        this.clock = clock;
    }

    Call of(Job job, Operation operation, OperationSettings.Target target) throws UnfitOperation {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        for (Map.Entry<String, String> header : operation.headers().entrySet()) {
            headers.put(checked(header.getKey()), checkedValue(header));
        }
        headers.putAll(target.headers());
        headers.put("Idempotency-Key", String.valueOf(job.key()));
        String body = body(operation.body(), headers);
        URI uri = TargetUri.under(target.baseUrl(), operation.path());
        return new Call(method(operation.method()), uri, headers, body, timeout(job, operation, target));
    }

    private static String method(@Nullable String given) throws UnfitOperation {
        String method = given == null ? "" : given.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new UnfitOperation(
                    "The method '" + given + "' is not one of GET, POST, PUT, PATCH, DELETE: correct the model");
        }
        return method;
    }

    private static String checked(String name) throws UnfitOperation {
        if (!name.matches("[A-Za-z0-9-]{1,64}") || RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new UnfitOperation("A model can't set the header '" + name + "': take it out");
        }
        return name;
    }

    private static String checkedValue(Map.Entry<String, @Nullable String> header) throws UnfitOperation {
        String value = header.getValue();
        if (value == null || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UnfitOperation(
                    "The value of the header '" + header.getKey() + "' is not printable ASCII: correct the model");
        }
        return value;
    }

    private static @Nullable String body(@Nullable JsonNode body, Map<String, String> headers) {
        if (body == null || body.isNull()) {
            return null;
        }
        String type = headers.computeIfAbsent("Content-Type", name -> "application/json");
        boolean plain = body.isString() && !type.contains("json");
        return plain ? body.stringValue() : body.toString();
    }

    private Duration timeout(Job job, Operation operation, OperationSettings.Target target) throws UnfitOperation {
        Duration wanted = operation.timeout() == null || operation.timeout().isBlank()
                ? target.timeout()
                : parsed(operation.timeout());
        Duration leased = job.left(clock.instant()).minus(RESERVE);
        Duration shortest = min(min(wanted, target.timeout()), leased);
        return shortest.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : shortest;
    }

    private static Duration parsed(String timeout) throws UnfitOperation {
        try {
            return Duration.parse(timeout);
        } catch (DateTimeParseException e) {
            UnfitOperation unfit = new UnfitOperation(
                    "The timeout '" + timeout + "' is not an ISO 8601 duration such as PT10S: correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
