package io.countersign.notices;

/** A template that can't be filled in; the message says why. */
public final class UnusableTemplate extends RuntimeException {

    UnusableTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
