package io.countersign.workers.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void countsWhatRuns() {
        InFlight inFlight = inFlight(Duration.ofSeconds(1));
        inFlight.begin();
        inFlight.begin();
        inFlight.end();

        assertThat(meters.get("countersign.jobs.running").gauge().value()).isEqualTo(1);
    }

    @Test
    void stopsWhenTheLastJobHasEnded() throws Exception {
        InFlight inFlight = inFlight(Duration.ofMinutes(1));
        inFlight.start();
        inFlight.begin();
        Thread stop = Thread.startVirtualThread(inFlight::stop);

        await().until(inFlight::stopping);
        assertThat(stop.isAlive()).isTrue();
        inFlight.end();

        assertThat(stop.join(Duration.ofSeconds(30))).isTrue();
        assertThat(inFlight.isRunning()).isFalse();
    }

    @Test
    void stopsWithoutAJobThatTakesTooLong() {
        InFlight inFlight = inFlight(Duration.ofMillis(50));
        inFlight.begin();

        inFlight.stop();

        assertThat(inFlight.isRunning()).isFalse();
    }

    private InFlight inFlight(Duration drain) {
        return new InFlight(new JobSettings(drain, drain, drain), meters);
    }
}
