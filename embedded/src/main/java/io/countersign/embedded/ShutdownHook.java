package io.countersign.embedded;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Ends the children that are still there when this JVM ends, the youngest first. */
final class ShutdownHook {

    /** Short of the 30 s that a broker gives clients which hold on to it, and that test runners give us; a kill loses nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final SequencedSet<ChildProcess> CHILDREN = new LinkedHashSet<>();
    private static boolean installed;

    private ShutdownHook() {}

    static synchronized void add(ChildProcess child) {
        if (!installed) {
            Runtime.getRuntime().addShutdownHook(new Thread(ShutdownHook::endAll, "end-children"));
            installed = true;
        }
        CHILDREN.add(child);
    }

    static synchronized void remove(ChildProcess child) {
        CHILDREN.remove(child);
    }

    private static synchronized void endAll() {
        List.copyOf(CHILDREN.reversed()).forEach(child -> child.stop(PATIENCE));
    }
}
