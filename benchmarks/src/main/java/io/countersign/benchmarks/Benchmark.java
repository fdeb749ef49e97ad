package io.countersign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs W1 and W3 against bare Zeebe and against Countersign in one run on one machine, the two sides in turn, and prints
 * figures and ratios.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {InboxBenchmark.class, CallsBenchmark.class, MailsBenchmark.class},
        description = "Measures W1 (one service task) and W3 (a user task, then two service tasks) against bare Zeebe.")
public final class Benchmark implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Measured seconds of each stretch (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description =
                    "Seconds of load before anything counts, for each side and workload (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--port", defaultValue = "18380", description = "Countersign's port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--zeebe",
            defaultValue = "8.5.8",
            description = "The bare broker's version (default: ${DEFAULT-VALUE}).")
    private String zeebe = "8.5.8";

    @Option(
            names = "--home",
            defaultValue = ".",
            description = "The checkout whose ./countersign is measured (default: this folder).")
    private Path home = Path.of(".");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("countersign-benchmark");
        try (var bare = new BarePlatform(folder.resolve("bare"), zeebe);
                var countersign = start(folder.resolve("product"))) {
            measure(bare, countersign);
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** The product, with its data in the folder. */
    CountersignPlatform start(Path data) throws IOException {
        return start(data, Map.of());
    }

    CountersignPlatform start(Path data, Map<String, String> settings) throws IOException {
        return new CountersignPlatform(home.toAbsolutePath().normalize(), data, port, settings);
    }

    private void measure(Platform bare, Platform countersign) throws Exception {
        var report = new Report();
        try (var bareLoad = new Load(bare.grpcAddress());
                var ourLoad = new Load(countersign.grpcAddress())) {
            var bareRuns = new Measurement(bare, bareLoad);
            var ourRuns = new Measurement(countersign, ourLoad);
            var none = Duration.ZERO;
            var lead = Duration.ofSeconds(5);

            say("warming up W1, %d s each side", warmUp);
            bareRuns.saturated(Models.W1, Duration.ofSeconds(warmUp), none);
            ourRuns.saturated(Models.W1, Duration.ofSeconds(warmUp), none);
            for (int round = 1; round <= rounds; round++) {
                report.add("W1", "bare Zeebe", bareRuns.saturated(Models.W1, lead, stretch()));
                report.add("W1", "Countersign", ourRuns.saturated(Models.W1, lead, stretch()));
                say("W1 round %d of %d: %s", round, rounds, report.latest("W1"));
            }

            bareLoad.work("io.camunda.zeebe:userTask", () -> {});
            say("warming up W3, %d s each side", warmUp);
            bareRuns.saturated(Models.W3, Duration.ofSeconds(warmUp), none);
            decideWhile(countersign, Duration.ofMillis(20), () -> {
                ourRuns.saturated(Models.W3, Duration.ofSeconds(warmUp), none);
                for (int round = 1; round <= rounds; round++) {
                    report.add("W3", "bare Zeebe", bareRuns.saturated(Models.W3, lead, stretch()));
                    report.add("W3", "Countersign", ourRuns.saturated(Models.W3, lead, stretch()));
                    say("W3 round %d of %d: %s", round, rounds, report.latest("W3"));
                }
            });

            var half = report.median("W3", "Countersign") / 2;
            say("created -> visible at half load, %.0f instances/s", half);
            var visible = decideWhile(countersign, Duration.ofMillis(5), () -> {
                ourLoad.pace(Models.W3, half, stretch().multipliedBy(2));
                ourLoad.drain(Duration.ofSeconds(60));
            });
            report.visible(half, visible);
            report.memory(ourRuns.pssMebibytes());
        }
        report.print(System.out);
    }

    private interface Stretch {
        void run() throws Exception;
    }

    private static Histogram decideWhile(Platform countersign, Duration pause, Stretch stretch) throws Exception {
        var server = countersign.httpAddress();
        if (server == null) {
            throw new IllegalStateException("this platform has no inbox");
        }
        var decider = new ApiDecider(server, "finance", "countersign", pause);
        try (decider) {
            stretch.run();
        }
        say("the decider looked at the inbox %d times", decider.looks());
        if (decider.failed() > 0) {
            say("%d requests of the decider failed and were repeated", decider.failed());
        }
        return decider.visibleMillis();
    }

    private Duration stretch() {
        return Duration.ofSeconds(seconds);
    }

    static void say(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }

    static void delete(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (var walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
        }
        for (var path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
