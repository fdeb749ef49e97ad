package io.countersign.workers.operations;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of OAuth2 clients. One is asked for at a time, used by all who are the same client, and replaced before it ends.
 */
@Component
class Tokens {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private final Clock clock;

    private final Map<Client, Slot> slots = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Slot> eldest) {
            return size() > MOST;
        }
    };

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** Somebody who may have a token. */
    record Client(
            URI tokenUrl,
            String clientId,
            String secret,
            @Nullable String scope,
            @Nullable String audience,
            boolean inHeader) {}

    /** The server that gives tokens won't give one. */
    static final class TokenRefused extends Exception {
        TokenRefused(String message) {
            super(message);
        }
    }

    private record Token(String value, Instant until) {}

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable Token token;
    }

    String of(Client client, HttpCaller caller) throws IOException, TokenRefused {
        Slot slot = slot(client);
        Token token = slot.token;
        if (token != null && clock.instant().isBefore(token.until())) {
            return token.value();
        }
        slot.lock.lock();
        try {
            Token meanwhile = slot.token;
            if (meanwhile == null || !clock.instant().isBefore(meanwhile.until())) {
                meanwhile = ask(client, caller);
                slot.token = meanwhile;
            }
            return meanwhile.value();
        } finally {
            slot.lock.unlock();
        }
    }

    /** It was refused: whoever needs one asks for another one, unless somebody has. */
    void refused(Client client, String value) {
        Slot slot = slot(client);
        slot.lock.lock();
        try {
            Token token = slot.token;
            if (token != null && token.value().equals(value)) {
                slot.token = null;
            }
        } finally {
            slot.lock.unlock();
        }
    }

    private Slot slot(Client client) {
        synchronized (slots) {
            return slots.computeIfAbsent(client, unknown -> new Slot());
        }
    }

    private Token ask(Client client, HttpCaller caller) throws IOException, TokenRefused {
        Answer answer = caller.send(request(client));
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IOException("the token server answered " + answer.status());
        }
        if (answer.status() != 200) {
            throw new TokenRefused("answered " + answer.status());
        }
        JsonNode body = read(answer.body());
        String value = body.path("access_token").asString("");
        if (value.isEmpty()) {
            throw new TokenRefused("gave none");
        }
        Duration lasts = body.path("expires_in").isNumber()
                ? Duration.ofSeconds(body.path("expires_in").asLong())
                : UNSAID;
        Duration early = lasts.dividedBy(10).compareTo(BEFORE_THE_END) < 0 ? lasts.dividedBy(10) : BEFORE_THE_END;
        return new Token(value, clock.instant().plus(lasts).minus(early));
    }

    private static JsonNode read(String body) throws TokenRefused {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            TokenRefused refused = new TokenRefused("answered no JSON");
            refused.initCause(e);
            throw refused;
        }
    }

    private static Call request(Client client) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (client.inHeader()) {
            headers.put("Authorization", basic(client.clientId(), client.secret()));
        } else {
            form.put("client_id", client.clientId());
            form.put("client_secret", client.secret());
        }
        if (client.scope() != null && !client.scope().isBlank()) {
            form.put("scope", client.scope());
        }
        if (client.audience() != null && !client.audience().isBlank()) {
            form.put("audience", client.audience());
        }
        StringBuilder text = new StringBuilder();
        form.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(Queries.encode(name))
                .append('=')
                .append(Queries.encode(value)));
        return new Call(
                "POST",
                client.tokenUrl(),
                headers,
                new ByteArrayEntity(text.toString().getBytes(StandardCharsets.UTF_8), null),
                null,
                TIMEOUT);
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
