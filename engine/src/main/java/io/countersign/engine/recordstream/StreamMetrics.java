package io.countersign.engine.recordstream;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What batches cost. */
final class StreamMetrics {

    private final Timer time;
    private final DistributionSummary size;

    StreamMetrics(MeterRegistry registry, DeadLetters deadLetters) {
        this.time = Timer.builder("countersign.projection.batch")
                .description("Time to take a batch of records into the read model")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.size = DistributionSummary.builder("countersign.projection.batch.records")
                .description("Records per batch")
                .register(registry);
        FunctionCounter.builder("countersign.projection.dead.letters", deadLetters, DeadLetters::count)
                .description("Records that could not be projected and were set aside")
                .register(registry);
    }

    void batch(int records, Runnable work) {
        time.record(work);
        size.record(records);
    }
}
