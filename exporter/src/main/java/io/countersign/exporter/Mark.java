package io.countersign.exporter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the exporter keeps in the broker's own state with every acknowledgement: whose log it wrote, and how far.
 *
 * @param position the log's position; the broker's own may be ahead of it, as it skips what the filter does not want
 */
record Mark(UUID clusterId, long position) {

    static @Nullable Mark parse(byte @Nullable [] metadata) {
        if (metadata == null) {
            return null;
        }
        var parts = new String(metadata, US_ASCII).split(":", 2);
        try {
            return new Mark(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The broker's state holds something for this exporter's id that another exporter wrote. "
                            + "Give the exporter an id of its own.",
                    e);
        }
    }

    byte[] bytes() {
        return (clusterId + ":" + position).getBytes(US_ASCII);
    }
}
