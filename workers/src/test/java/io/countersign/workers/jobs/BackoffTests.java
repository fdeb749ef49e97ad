package io.countersign.workers.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

class BackoffTests {

    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), RandomGenerator.getDefault());

    @RepeatedTest(20)
    void doublesWithinAQuarterEitherWay() {
        assertThat(backoff.after(0)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(backoff.after(3)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
    }

    @RepeatedTest(20)
    void staysBelowTheLongestWait() {
        assertThat(backoff.after(1_000_000)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(75));
    }
}
