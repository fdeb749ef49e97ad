package io.countersign.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Collects the figures of all rounds and prints them as Markdown, medians with minimum and maximum. */
final class Report {

    private final Map<String, Map<String, List<Figures>>> byWorkload = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    void add(String workload, String side, Figures figures) {
        byWorkload
                .computeIfAbsent(workload, w -> new LinkedHashMap<>())
                .computeIfAbsent(side, s -> new ArrayList<>())
                .add(figures);
    }

    double median(String workload, String side) {
        return Spread.of(runs(workload, side).stream().map(Figures::perSecond).toList())
                .median();
    }

    String latest(String workload) {
        return sides(workload).entrySet().stream()
                .map(side -> String.format(
                        Locale.ROOT,
                        "%s %.0f/s at %.2f CPU-ms",
                        side.getKey(),
                        side.getValue().getLast().perSecond(),
                        withoutDriver(side.getValue().getLast())))
                .collect(Collectors.joining(", "));
    }

    void visible(double perSecond, Histogram millis) {
        notes.add(String.format(
                Locale.ROOT,
                "Task created -> visible through the API at half load (%.0f instances/s, %d tasks): p50 %d ms, p99 %d ms, max %d ms",
                perSecond,
                millis.getTotalCount(),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getMaxValue()));
    }

    void memory(Map<String, Double> mebibytes) {
        notes.add(String.format(
                Locale.ROOT,
                "Memory after the benchmark, PSS: %.0f MiB in all (%s)",
                mebibytes.values().stream().mapToDouble(Double::doubleValue).sum(),
                mebibytes.entrySet().stream()
                        .map(part -> String.format(Locale.ROOT, "%s %.0f", part.getKey(), part.getValue()))
                        .collect(Collectors.joining(", "))));
    }

    void print(PrintStream out) {
        byWorkload.forEach((workload, sides) -> {
            out.printf("%n## %s%n%n", workload);
            out.println(
                    "| side | instances/s | CPU-ms per instance, without the driver | by process | failed requests |");
            out.println("|---|---|---|---|---|");
            sides.forEach((side, runs) -> out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %d |%n",
                    side,
                    Spread.of(runs.stream().map(Figures::perSecond).toList()).format(0),
                    Spread.of(runs.stream().map(Report::withoutDriver).toList()).format(2),
                    byProcess(runs),
                    runs.stream().mapToLong(Figures::failed).sum()));
            out.printf(
                    Locale.ROOT,
                    "%nCountersign / bare Zeebe, round by round: **%s**%n",
                    Spread.of(ratios(workload)).format(2));
        });
        out.println();
        notes.forEach(out::println);
    }

    private static double withoutDriver(Figures figures) {
        return figures.cpuMillisInAll() - figures.cpuMillis().getOrDefault("driver", 0.0);
    }

    private static String byProcess(List<Figures> runs) {
        return runs.getFirst().cpuMillis().keySet().stream()
                .map(part -> part + " "
                        + Spread.of(runs.stream()
                                        .map(run -> run.cpuMillis().getOrDefault(part, 0.0))
                                        .toList())
                                .format(2))
                .collect(Collectors.joining(", "));
    }

    private List<Double> ratios(String workload) {
        var bare = runs(workload, "bare Zeebe");
        var ours = runs(workload, "Countersign");
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < Math.min(bare.size(), ours.size()); i++) {
            ratios.add(ours.get(i).perSecond() / bare.get(i).perSecond());
        }
        return ratios;
    }

    private Map<String, List<Figures>> sides(String workload) {
        @Nullable Map<String, List<Figures>> sides = byWorkload.get(workload);
        return sides == null ? Map.of() : sides;
    }

    private List<Figures> runs(String workload, String side) {
        return sides(workload).getOrDefault(side, List.of());
    }
}
