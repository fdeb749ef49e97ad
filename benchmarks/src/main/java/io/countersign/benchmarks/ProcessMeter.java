package io.countersign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what processes have used, from the kernel's own accounting ({@code /proc}), children included. */
final class ProcessMeter {

    /** {@code USER_HZ}, which Linux fixes at 100 for what it shows in {@code /proc}. */
    private static final double MILLIS_PER_TICK = 10;

    private final Map<String, Long> pids;

    /** @param pids the root process of each part, by the name to show */
    ProcessMeter(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
    }

    /** CPU milliseconds used so far, by part. */
    Map<String, Double> cpuMillis() {
        var used = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) ->
                used.put(name, tree(pid).mapToDouble(ProcessMeter::cpuMillisOf).sum()));
        return used;
    }

    /** Proportional set size in MiB, by part. */
    Map<String, Double> pssMebibytes() {
        var used = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) ->
                used.put(name, tree(pid).mapToDouble(ProcessMeter::pssOf).sum()));
        return used;
    }

    /** The process and its descendants, without those that are a part of their own. */
    private Stream<Long> tree(long pid) {
        var others = pids.values().stream().filter(other -> other != pid).collect(Collectors.toSet());
        return Stream.concat(Stream.of(pid), ProcessHandle.of(pid).stream().flatMap(handle -> below(handle, others)));
    }

    private static Stream<Long> below(ProcessHandle process, Set<Long> others) {
        return process.children()
                .filter(child -> !others.contains(child.pid()))
                .flatMap(child -> Stream.concat(Stream.of(child.pid()), below(child, others)));
    }

    private static double cpuMillisOf(long pid) {
        var stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // the command name may hold spaces; fields count from behind its closing parenthesis. 14 utime, 15 stime,
        // 16 and 17 the same of children that have ended
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return MILLIS_PER_TICK
                * (Long.parseLong(fields[11])
                        + Long.parseLong(fields[12])
                        + Long.parseLong(fields[13])
                        + Long.parseLong(fields[14]));
    }

    private static double pssOf(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return ""; // the process ended between the two calls
        }
    }
}
