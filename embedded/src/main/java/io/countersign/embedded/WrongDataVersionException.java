package io.countersign.embedded;

/** The data folder was written by another version of PostgreSQL or Zeebe than the one that should open it. */
public final class WrongDataVersionException extends EmbeddedException {

    WrongDataVersionException(String message) {
        super(message);
    }
}
