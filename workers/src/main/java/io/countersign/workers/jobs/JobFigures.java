package io.countersign.workers.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is measured of jobs, by type. */
@Component
class JobFigures {

    private static final Duration LOOKING_BACK = Duration.ofMinutes(5);

    private final MeterRegistry meters;
    private final Map<String, OfType> types = new ConcurrentHashMap<>();

    JobFigures(MeterRegistry meters) {
        this.meters = meters;
    }

    OfType of(String type) {
        return types.computeIfAbsent(type, OfType::new);
    }

    /** Figures of one type. */
    final class OfType {

        private final String type;
        private final AtomicInteger active = new AtomicInteger();
        private final Map<JobOutcome, LongAdder> outcomes = new ConcurrentHashMap<>();
        private final Timer run;

        private OfType(String type) {
            this.type = type;
            run = Timer.builder("countersign.jobs.run")
                    .description("Jobs that were run, of all outcomes")
                    .tag("type", type)
                    .publishPercentiles(0.5, 0.99)
                    .distributionStatisticExpiry(LOOKING_BACK)
                    .register(meters);
            Gauge.builder("countersign.jobs.active", active, AtomicInteger::get)
                    .description("Jobs that are running now")
                    .tag("type", type)
                    .register(meters);
        }

        void begun() {
            active.incrementAndGet();
        }

        void ended() {
            active.decrementAndGet();
        }

        void ended(JobOutcome outcome, Duration took) {
            outcomes.computeIfAbsent(outcome, unseen -> new LongAdder()).increment();
            if (outcome != JobOutcome.HANDED_BACK) {
                run.record(took);
            }
            Timer.builder("countersign.jobs")
                    .description("Jobs, from their arrival until the engine knows how they ended")
                    .tags("type", type, "outcome", outcome.tag())
                    .register(meters)
                    .record(took);
        }

        int active() {
            return active.get();
        }

        long done() {
            return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
        }

        Map<String, Long> failures() {
            Map<String, Long> failures = new TreeMap<>();
            outcomes.forEach((outcome, count) -> {
                if (outcome != JobOutcome.COMPLETED) {
                    failures.put(outcome.tag(), count.sum());
                }
            });
            return failures;
        }

        /** @return milliseconds, null where nothing was measured lately */
        @Nullable
        Double percentile(double percentile) {
            return Arrays.stream(run.takeSnapshot().percentileValues())
                    .filter(value -> value.percentile() == percentile)
                    .map((ValueAtPercentile value) -> value.value(TimeUnit.MILLISECONDS))
                    .filter(millis -> millis > 0)
                    .findFirst()
                    .orElse(null);
        }
    }
}
