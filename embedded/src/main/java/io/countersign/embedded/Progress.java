package io.countersign.embedded;

/** Is told, in a line for people, what is being unpacked, started or waited for. */
@FunctionalInterface
public interface Progress {

    void report(String message);

    /** Tells nobody. */
    static Progress silent() {
        return message -> {};
    }
}
