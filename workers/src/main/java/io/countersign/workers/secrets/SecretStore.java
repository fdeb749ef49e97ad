package io.countersign.workers.secrets;

import java.util.Optional;

/** Knows secrets by their names. They are asked for at the last moment, and nobody keeps them. */
@FunctionalInterface
public interface SecretStore {

    /** Empty where there is none of that name. */
    Optional<String> find(String name);
}
