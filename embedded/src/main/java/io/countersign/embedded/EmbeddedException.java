package io.countersign.embedded;

import org.jspecify.annotations.Nullable;

/** A real part could not be unpacked, started or reached; the message is one line that also says how to mend it. */
public class EmbeddedException extends RuntimeException {

    public EmbeddedException(String message) {
        this(message, null);
    }

    public EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
