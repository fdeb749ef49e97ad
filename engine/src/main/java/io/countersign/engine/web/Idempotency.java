package io.countersign.engine.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What there is to know of the header {@code Idempotency-Key}: which keys fit, and whether two bodies ask for the same. */
public final class Idempotency {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final JsonMapper canonical;

    public Idempotency(JsonMapper json) {
        this.canonical = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }

    /** @throws Problem 400 where the key is there and does not fit */
    public static void requireFit(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw unfit();
        }
    }

    /** @throws Problem 400 where the key is missing or does not fit */
    public static String require(@Nullable String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw unfit();
        }
        return key;
    }

    private static Problem unfit() {
        return Problem.badRequest(
                "invalid-idempotency-key",
                "The Idempotency-Key does not fit",
                "It is 1 to 200 visible ASCII characters; a UUID does.");
    }

    /** The same for the same content, however its JSON is written. */
    public String hash(Map<String, ?> body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.writeValueAsBytes(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key came with another body before. */
    public static Problem reused() {
        return Problem.conflict(
                "idempotency-key-reused",
                "The key was used for something else",
                "This Idempotency-Key came with another body before. Use a new key for a new request.");
    }
}
