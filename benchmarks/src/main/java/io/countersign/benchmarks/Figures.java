package io.countersign.benchmarks;

import java.util.Map;

/**
 * What one measured stretch gave.
 *
 * @param perSecond instances completed per second
 * @param cpuMillis CPU milliseconds per instance, by part
 * @param failed requests that failed
 */
record Figures(double perSecond, Map<String, Double> cpuMillis, long failed) {

    double cpuMillisInAll() {
        return cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
