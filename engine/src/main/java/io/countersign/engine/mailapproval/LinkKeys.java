package io.countersign.engine.mailapproval;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs with the first of our keys, and knows the signatures of all of them. One algorithm, which nothing that is signed can choose. */
@Component
class LinkKeys {

    static final int ID_BYTES = 4;
    static final int SIGNATURE_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final @Nullable Integer current;

    LinkKeys(MailApprovalSettings settings) {
        for (byte[] secret : settings.secrets()) {
            if (secret.length < SHORTEST) {
                throw new IllegalArgumentException(
                        "countersign.approve-by-mail.keys: a key has to have " + SHORTEST + " bytes at least");
            }
            var key = new SecretKeySpec(secret, ALGORITHM);
            keys.put(Arrays.hashCode(sign(key, "id", new byte[0])), key);
        }
        this.current = keys.keySet().stream().findFirst().orElse(null);
    }

    /** Whether there is a key at all. */
    boolean canSign() {
        return current != null;
    }

    /** Names the key that signs now, without telling anything of it. */
    int current() {
        if (current == null) {
            throw new IllegalStateException("countersign.approve-by-mail.keys has no key");
        }
        return current;
    }

    /**
     * @param purpose so that what is signed for one is never good for another
     * @return empty where the key is none of ours, or not any more
     */
    Optional<byte[]> sign(int keyId, String purpose, byte[] content) {
        return Optional.ofNullable(keys.get(keyId)).map(key -> sign(key, purpose, content));
    }

    /** Takes as long wherever the two differ. */
    boolean verify(int keyId, String purpose, byte[] content, byte[] signature) {
        return sign(keyId, purpose, content)
                .filter(expected -> MessageDigest.isEqual(expected, signature))
                .isPresent();
    }

    private static byte[] sign(SecretKeySpec key, String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("countersign mail " + purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is missing", missing);
        }
    }
}
