package io.countersign.standalone;

import org.jspecify.annotations.Nullable;

/** What keeps Countersign from starting: one line that also says how to mend it. */
final class CannotStartException extends RuntimeException {

    CannotStartException(String message) {
        this(message, null);
    }

    CannotStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
