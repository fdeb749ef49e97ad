package io.countersign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessMeterTests {

    @Test
    void readsTheKernelsAccountOfThisProcess() {
        var meter = new ProcessMeter(Map.of("self", ProcessHandle.current().pid()));

        assertThat(meter.cpuMillis().get("self")).isPositive();
        assertThat(meter.pssMebibytes().get("self")).isGreaterThan(10);
    }
}
