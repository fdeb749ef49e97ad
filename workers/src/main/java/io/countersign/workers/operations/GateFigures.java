package io.countersign.workers.operations;

import io.countersign.workers.jobs.Reached;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured of a gate. */
final class GateFigures {

    private GateFigures() {}

    /** @param kind of the system, such as {@code target}: a name may be that of a target and of a data source */
    static void measure(String kind, String name, Gate gate, MeterRegistry meters) {
        Gauge.builder(
                        "countersign." + kind + "s.breaker",
                        gate,
                        measured -> level(measured.reached().state()))
                .description("0: calls go through; 1: a few find out whether it is back; 2: none")
                .tag(kind, name)
                .register(meters);
        Gauge.builder(
                        "countersign." + kind + "s.running",
                        gate,
                        measured -> measured.reached().running())
                .description("Calls that run now")
                .tag(kind, name)
                .register(meters);
    }

    private static int level(Reached.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
