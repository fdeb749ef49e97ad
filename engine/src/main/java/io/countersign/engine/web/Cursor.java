package io.countersign.engine.web;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a page starts: the sort values of the row before it, in a form callers must not look into. It carries no
 * permission. Whatever does not come from {@link #of} is answered with 400.
 */
public final class Cursor {

    private static final char SEPARATOR = '\u001f';
    private static final String NOTHING = "\u0000";

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /** Makes a cursor of strings, numbers, instants and nulls. */
    public static String of(@Nullable Object... values) {
        var text = Stream.of(values)
                .map(value -> value == null ? NOTHING : value.toString())
                .collect(Collectors.joining(String.valueOf(SEPARATOR)));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(checksum(bytes))
                        .put(bytes)
                        .array());
    }

    static Cursor parse(String text, int count) {
        try {
            var buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (buffer.remaining() < Integer.BYTES) {
                throw invalid();
            }
            var checksum = buffer.getInt();
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            var parts = List.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .split(String.valueOf(SEPARATOR), -1));
            if (checksum != checksum(bytes) || parts.size() != count) {
                throw invalid();
            }
            return new Cursor(parts);
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw invalid();
        }
    }

    /** The value at this place, null where the row had none. */
    public @Nullable String text(int index) {
        var part = parts.get(index);
        return part.equals(NOTHING) ? null : part;
    }

    /** The number at this place. */
    public long number(int index) {
        try {
            return Long.parseLong(Objects.toString(text(index), ""));
        } catch (NumberFormatException tampered) {
            throw invalid();
        }
    }

    /** The decimal number at this place. */
    public BigDecimal decimal(int index) {
        try {
            return new BigDecimal(Objects.toString(text(index), ""));
        } catch (NumberFormatException tampered) {
            throw invalid();
        }
    }

    /** The time at this place, null where the row had none. */
    public @Nullable Instant time(int index) {
        try {
            var text = text(index);
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException tampered) {
            throw invalid();
        }
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Problem invalid() {
        return Problem.badRequest(
                "invalid-cursor",
                "That cursor is not ours",
                "Pass nextCursor as it came, or leave it out to start again.");
    }
}
