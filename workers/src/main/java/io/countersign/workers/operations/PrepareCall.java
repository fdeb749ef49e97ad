package io.countersign.workers.operations;

import io.countersign.workers.jobs.Job;
import io.countersign.workers.operations.Bodies.Body;
import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes a request of what a model says and what an administrator allows. */
@Component
class PrepareCall {

    /** How long before the end of its lease a job's call must have ended, so that the engine can still be told. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private static final int MOST_HEADERS = 100;

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

    /**
     * @param credentials of the target, or of the model where it has some
     * @param own headers of the target
     */
    Call of(
            Job job,
            Operation operation,
            OperationSettings.Target target,
            SecretReferences secrets,
            Credentials credentials,
            Map<String, String> own)
            throws UnfitOperation, SecretMissing {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        if (operation.headers().size() > MOST_HEADERS) {
            throw new UnfitOperation("There are more than " + MOST_HEADERS + " headers: correct the model");
        }
        for (Map.Entry<String, @Nullable String> header : operation.headers().entrySet()) {
            String value = header.getValue();
            headers.put(
                    checked(header.getKey()),
                    checkedValue(header.getKey(), value == null ? null : secrets.resolve(value)));
        }
        headers.putAll(credentials.headers());
        headers.putAll(own);
        headers.put("Idempotency-Key", String.valueOf(job.key()));
        Body body = body(operation, headers, secrets, target);
        URI below =
                TargetUri.under(target.baseUrl(), operation.path() == null ? null : secrets.resolve(operation.path()));
        String address = Queries.append(below.toString(), query(operation.query(), secrets));
        return new Call(
                method(operation.method()),
                URI.create(Queries.append(address, credentials.query())),
                headers,
                body.entity(),
                body.text(),
                timeout(job, operation, target));
    }

    private static String method(@Nullable String given) throws UnfitOperation {
        String method = given == null ? "" : given.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new UnfitOperation("The method '" + given
                    + "' is not one of GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE: correct the model");
        }
        return method;
    }

    static String checked(String name) throws UnfitOperation {
        if (!name.matches("[A-Za-z0-9_-]{1,64}") || RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new UnfitOperation("A model can't set the header '" + name + "': take it out");
        }
        return name;
    }

    static String checkedValue(String name, @Nullable String value) throws UnfitOperation {
        if (value == null || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UnfitOperation(
                    "The value of the header '" + name + "' is not printable ASCII: correct the model");
        }
        return value;
    }

    private static Body body(
            Operation operation, Map<String, String> headers, SecretReferences secrets, OperationSettings.Target target)
            throws UnfitOperation, SecretMissing {
        JsonNode given = operation.body() == null ? null : resolved(operation.body(), secrets);
        Body body = Bodies.of(given, operation.bodyType(), headers);
        long most = target.maxRequest().toBytes();
        if (body.entity() != null && body.entity().getContentLength() > most) {
            throw new UnfitOperation(
                    "The body is longer than " + most + " bytes: send less, or raise max-request of the target");
        }
        return body;
    }

    private static String query(Map<String, @Nullable JsonNode> query, SecretReferences secrets) throws SecretMissing {
        Map<String, JsonNode> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable JsonNode> parameter : query.entrySet()) {
            JsonNode value = parameter.getValue();
            if (value != null) {
                resolved.put(parameter.getKey(), resolved(value, secrets));
            }
        }
        return Queries.encode(resolved);
    }

    /** Names of fields are left alone: nobody hides a secret there. */
    private static JsonNode resolved(JsonNode node, SecretReferences secrets) throws SecretMissing {
        if (node.isString()) {
            return StringNode.valueOf(secrets.resolve(node.stringValue()));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : node) {
                array.add(resolved(element, secrets));
            }
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                object.set(field.getKey(), resolved(field.getValue(), secrets));
            }
            return object;
        }
        return node;
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
