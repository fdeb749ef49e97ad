package io.countersign.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Median, minimum and maximum of several runs. */
record Spread(double median, double min, double max) {

    static Spread of(Collection<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }

    String format(int decimals) {
        var number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median, min, max);
    }
}
