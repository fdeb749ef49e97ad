package io.countersign.workers.jobs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** For tests of other packages. */
public final class InFlights {

    private InFlights() {}

    public static InFlight running() {
        Duration any = Duration.ofSeconds(1);
        return new InFlight(new JobSettings(any, any, any), new SimpleMeterRegistry());
    }
}
