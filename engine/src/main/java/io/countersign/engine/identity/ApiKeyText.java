package io.countersign.engine.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key as systems send it: {@code cs_<prefix>_<secret>}. Only its hash is kept, and never logged. */
record ApiKeyText(String prefix, String whole) {

    private static final Pattern FORM = Pattern.compile("cs_([0-9a-f]{12})_[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PREFIX_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    static ApiKeyText random() {
        var prefix = hex(PREFIX_BYTES);
        return new ApiKeyText(prefix, "cs_" + prefix + "_" + hex(SECRET_BYTES));
    }

    static Optional<ApiKeyText> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ApiKeyText(form.group(1), text)) : Optional.empty();
    }

    byte[] hash() {
        return sha256(whole);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }

    static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "cs_" + prefix + "_***";
    }
}
