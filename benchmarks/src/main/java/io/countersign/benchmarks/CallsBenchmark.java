package io.countersign.benchmarks;

import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What calls to other systems cost, what a slow one costs its neighbours, and how an outage ends. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures http-request against a worker that does nothing, beside a slow target, and over an outage.")
final class CallsBenchmark implements Callable<Integer> {

    private static final List<String> TARGETS = List.of("quick", "slow", "shaky");

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "12", description = "Seconds of a stretch (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--outage", defaultValue = "60", description = "Seconds of the outage (default: ${DEFAULT-VALUE}).")
    private int outage;

    @Option(
            names = "--rate",
            defaultValue = "20",
            description = "Instances a second during the outage (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--slow",
            defaultValue = "300",
            description = "Jobs that wait for the slow target (default: ${DEFAULT-VALUE}).")
    private int slow;

    @ParentCommand
    private Benchmark bench = new Benchmark();

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("countersign-benchmark");
        try (var system = new OtherSystem();
                var countersign = bench.start(folder, settings(system));
                var load = new Load(countersign.grpcAddress())) {
            load.deploy(Models.noCall(), Models.NO_CALL);
            for (var target : TARGETS) {
                load.deploy(
                        Models.call(target, target.equals("quick") ? Models.LAST_JOB : Models.OTHER_JOB),
                        Models.CALL + target);
            }
            var runs = new Measurement(countersign, load);
            costOfACall(runs);
            outage(system, load, countersign);
            besideASlowOne(runs, load);
        } finally {
            Benchmark.delete(folder);
        }
        return 0;
    }

    private static Map<String, String> settings(OtherSystem system) {
        var settings = new HashMap<String, String>();
        for (var target : TARGETS) {
            var prefix = "COUNTERSIGN_OPERATIONS_TARGETS_" + target.toUpperCase(Locale.ROOT) + "_";
            settings.put(prefix + "BASEURL", system.url());
            settings.put(prefix + "ALLOWPRIVATE", "true");
        }
        return settings;
    }

    private void costOfACall(Measurement runs) throws InterruptedException {
        var nothing = new ArrayList<Double>();
        var calls = new ArrayList<Double>();
        warmUp(runs, Models.NO_CALL);
        warmUp(runs, Models.CALL + "quick");
        for (int round = 0; round < rounds; round++) {
            nothing.add(perSecond(runs, Models.NO_CALL));
            calls.add(perSecond(runs, Models.CALL + "quick"));
        }
        print("a worker that does nothing", nothing);
        print("http-request, 5 ms", calls);
        System.out.printf(Locale.ROOT, "ratio: %.2f%n", median(calls) / median(nothing));
    }

    private void besideASlowOne(Measurement runs, Load load) throws InterruptedException {
        var alone = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            alone.add(perSecond(runs, Models.CALL + "quick"));
        }
        var beside = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            load.startAll(Models.CALL + "slow", slow);
            beside.add(perSecond(runs, Models.CALL + "quick"));
        }
        print("http-request alone", alone);
        print("http-request beside " + slow + " jobs more of a slow target in each round", beside);
        System.out.printf(Locale.ROOT, "ratio: %.2f%n", median(beside) / median(alone));
    }

    private void outage(OtherSystem system, Load load, CountersignPlatform countersign) throws Exception {
        var before = load.others();
        system.down(true);
        var started = rate * outage;
        var begin = System.nanoTime();
        for (int second = 0; second < outage; second++) {
            load.startAll(Models.CALL + "shaky", rate);
            var due = begin + (second + 1) * 1_000_000_000L;
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
        }
        system.down(false);
        var back = System.nanoTime();
        var giveUp = back + Duration.ofSeconds(10L * outage).toNanos();
        while (load.others() - before < started && System.nanoTime() < giveUp) {
            Thread.sleep(50);
        }
        var applied = system.applied();
        System.out.printf(
                Locale.ROOT,
                "outage of %d s, %d instances: %d completed %.1f s after its end; %d keys applied, each at most %d times%n",
                outage,
                started,
                load.others() - before,
                (System.nanoTime() - back) / 1e9,
                applied[0],
                applied[1]);
        try (var connection = DriverManager.getConnection(
                        countersign.jdbcUrl(), "postgres", countersign.superuserPassword());
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*) filter (where value_type = 'INCIDENT' and intent = 'CREATED'),
                            min(cast(cast(value as jsonb) ->> 'retries' as integer)) filter (where value_type = 'JOB' and intent = 'COMPLETED')
                        from zeebe_record where cast(value as jsonb) ->> 'bpmnProcessId' = 'benchmark-call-shaky'
                        """)) {
            row.next();
            System.out.printf("incidents: %d; fewest tries left of 3 at the end: %d%n", row.getInt(1), row.getInt(2));
        }
    }

    private void warmUp(Measurement runs, String process) throws InterruptedException {
        runs.saturated(process, Duration.ofSeconds(2L * seconds), Duration.ZERO);
    }

    private double perSecond(Measurement runs, String process) throws InterruptedException {
        return runs.saturated(process, Duration.ofSeconds(3), Duration.ofSeconds(seconds))
                .perSecond();
    }

    private static void print(String what, List<Double> perSecond) {
        var spread = Spread.of(perSecond);
        System.out.printf(Locale.ROOT, "%s: %.0f/s (%s)%n", what, spread.median(), perSecond);
    }

    private static double median(List<Double> values) {
        return Spread.of(values).median();
    }
}
