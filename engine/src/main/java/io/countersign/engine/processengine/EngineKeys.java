package io.countersign.engine.processengine;

/** What an engine key says by itself. */
public final class EngineKeys {

    private static final int KEY_BITS = 51;

    private EngineKeys() {}

    /** The partition that made the key, and on which everything about it happens. */
    public static int partitionOf(long key) {
        return (int) (key >> KEY_BITS);
    }
}
