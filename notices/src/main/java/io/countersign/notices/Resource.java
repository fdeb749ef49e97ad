package io.countersign.notices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that ship beside this class. */
final class Resource {

    private Resource() {}

    static String text(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is missing in this build"));
    }

    static Optional<String> find(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
