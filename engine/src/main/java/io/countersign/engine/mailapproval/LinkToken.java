package io.countersign.engine.mailapproval;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a link carries: which link it is, for which person and task, and until when, under our signature.
 *
 * @param person the id of the account, which is never given to anybody else
 */
record LinkToken(UUID linkId, UUID person, long taskKey, Instant expiresAt) {

    private static final String PURPOSE = "link";
    private static final int CONTENT_BYTES = LinkKeys.ID_BYTES + 4 * Long.BYTES + 2 * Long.BYTES;

    // a multiple of three, so that no two texts say the same bytes
    private static final int BYTES = CONTENT_BYTES + LinkKeys.SIGNATURE_BYTES;
    private static final int CHARACTERS = BYTES / 3 * 4;

    /** As it is put into a mail. */
    String sign(LinkKeys keys) {
        int key = keys.current();
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .putInt(key)
                .putLong(linkId.getMostSignificantBits())
                .putLong(linkId.getLeastSignificantBits())
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .putLong(taskKey)
                .putLong(expiresAt.getEpochSecond())
                .array();
        byte[] signature = keys.sign(key, PURPOSE, content).orElseThrow();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(BYTES).put(content).put(signature).array());
    }

    /** Empty where it is not exactly what we signed. */
    static Optional<LinkToken> verify(String text, LinkKeys keys) {
        if (text.length() != CHARACTERS) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, CONTENT_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length);
        var read = ByteBuffer.wrap(content);
        if (!keys.verify(read.getInt(), PURPOSE, content, signature)) {
            return Optional.empty();
        }
        return Optional.of(new LinkToken(
                new UUID(read.getLong(), read.getLong()),
                new UUID(read.getLong(), read.getLong()),
                read.getLong(),
                Instant.ofEpochSecond(read.getLong())));
    }

    @Override
    public String toString() {
        return "LinkToken[linkId=" + linkId + "]";
    }
}
