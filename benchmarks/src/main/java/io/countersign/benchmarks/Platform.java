package io.countersign.benchmarks;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is measured: something with a Zeebe gateway, and its processes. */
interface Platform extends AutoCloseable {

    URI grpcAddress();

    /** The product's address, null for bare Zeebe. */
    @Nullable
    URI httpAddress();

    /** The root process of each part, by the name to show. */
    Map<String, Long> pids();

    @Override
    void close();
}
