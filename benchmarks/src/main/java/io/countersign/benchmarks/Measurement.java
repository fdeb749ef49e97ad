package io.countersign.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One measured stretch on a running platform: throughput and CPU per instance while the load is on. */
final class Measurement {

    private final ProcessMeter meter;
    private final Load load;

    Measurement(Platform platform, Load load) {
        var pids = new LinkedHashMap<>(platform.pids());
        pids.put("driver", ProcessHandle.current().pid());
        this.meter = new ProcessMeter(pids);
        this.load = load;
    }

    /** Keeps the load on for {@code lead + measured} and counts during {@code measured}. */
    Figures saturated(String processId, Duration lead, Duration measured) throws InterruptedException {
        var driver = Thread.ofPlatform().name("load").start(() -> {
            try {
                load.saturate(processId, lead.plus(measured).plusSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.sleep(lead);
        var cpuBefore = meter.cpuMillis();
        var completedBefore = load.completed();
        var failedBefore = load.failed();
        var begin = System.nanoTime();
        Thread.sleep(measured);
        var seconds = (System.nanoTime() - begin) / 1e9;
        var completed = load.completed() - completedBefore;
        var cpuAfter = meter.cpuMillis();
        var failed = load.failed() - failedBefore;
        driver.join();
        load.drain(Duration.ofSeconds(60));
        var perInstance = new LinkedHashMap<String, Double>();
        cpuAfter.forEach((part, millis) ->
                perInstance.put(part, (millis - cpuBefore.getOrDefault(part, 0.0)) / Math.max(1, completed)));
        return new Figures(completed / seconds, perInstance, failed);
    }

    Map<String, Double> pssMebibytes() {
        var used = new LinkedHashMap<>(meter.pssMebibytes());
        used.remove("driver");
        return used;
    }
}
