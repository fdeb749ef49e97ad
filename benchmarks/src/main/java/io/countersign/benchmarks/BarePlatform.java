package io.countersign.benchmarks;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same broker with the same settings, and nothing else: no exporter. */
final class BarePlatform implements Platform {

    private final ZeebeBroker broker;

    BarePlatform(Path data, String version) {
        broker = ZeebeBroker.start(
                ZeebeSettings.in(Distributions.fetched(Progress.silent()), data).withVersion(version),
                Progress.silent());
    }

    @Override
    public URI grpcAddress() {
        return broker.grpcAddress();
    }

    @Override
    public @Nullable URI httpAddress() {
        return null;
    }

    @Override
    public Map<String, Long> pids() {
        return Map.of("Zeebe", broker.pid());
    }

    @Override
    public void close() {
        broker.stop();
    }
}
