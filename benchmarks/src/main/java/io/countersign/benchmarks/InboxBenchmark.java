package io.countersign.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Reads first pages of a large inbox at a fixed rate, whether or not earlier answers are there. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the first page of an inbox over very many tasks, idle and with W1 at half load.")
final class InboxBenchmark implements Callable<Integer> {

    private static final List<String> PAGES = List.of(
            "/api/v1/tasks?state=OPEN&view=all&limit=50",
            "/api/v1/tasks?state=OPEN&view=groups&limit=50",
            "/api/v1/tasks?state=OPEN&view=mine&limit=50",
            "/api/v1/tasks?state=COMPLETED&view=all&limit=50");
    private static final int READERS = 20;
    private static final String IDLE = "idle";
    private static final String BUSY = "busy";

    @Option(names = "--people", defaultValue = "10000", description = "Users (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--groups", defaultValue = "200", description = "Groups (default: ${DEFAULT-VALUE}).")
    private int groups;

    @Option(names = "--open", defaultValue = "100000", description = "Open tasks (default: ${DEFAULT-VALUE}).")
    private int open;

    @Option(names = "--closed", defaultValue = "1000000", description = "Closed tasks (default: ${DEFAULT-VALUE}).")
    private int closed;

    @Option(names = "--rate", defaultValue = "100", description = "Requests per second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--w1",
            defaultValue = "145",
            description = "Instances of W1 per second in the second stretch (default: ${DEFAULT-VALUE}).")
    private int w1;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Seconds of each stretch, half of it to warm up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds of W1 before the second stretch (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @ParentCommand
    private Benchmark bench = new Benchmark();

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("countersign-benchmark");
        var log = new AccessLog(Files.createDirectory(folder.resolve("log")));
        try {
            measure(folder.resolve("product"), log);
            for (var stretch : List.of(IDLE, BUSY)) {
                print(stretch + ", at the server", log.times(stretch));
            }
        } finally {
            Benchmark.delete(folder);
        }
        return 0;
    }

    private void measure(Path data, AccessLog log) throws Exception {
        try (var countersign = bench.start(data, log.settings())) {
            Benchmark.say("filling the inbox: %d open and %d closed tasks", open, closed);
            new LargeInbox(people, groups, open, closed).fill(countersign);
            var readers = IntStream.rangeClosed(1, READERS)
                    .mapToObj(i -> new PersonSession(countersign.httpAddress(), "user" + i * 17, "countersign"))
                    .toList();
            read("warm-up", readers);
            read(IDLE, readers);
            try (var load = new Load(countersign.grpcAddress())) {
                var pace = Thread.ofPlatform().start(() -> keepBusy(load));
                Thread.sleep(Duration.ofSeconds(warmUp));
                read(BUSY, readers);
                pace.join();
            }
            readers.forEach(PersonSession::close);
        }
    }

    private void keepBusy(Load load) {
        try {
            load.pace(Models.W1, w1, Duration.ofSeconds(warmUp + seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String stretch, List<PersonSession> readers) throws InterruptedException {
        var histogram = new ConcurrentHistogram(3);
        var failed = new LongAdder();
        var answers = new ArrayList<CompletableFuture<?>>();
        long begin = System.nanoTime();
        long interval = 1_000_000_000L / rate;
        long requests = (long) seconds * rate;
        for (long number = 0; number < requests; number++) {
            long due = begin + number * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            boolean counts = number >= requests / 2;
            var path = PAGES.get((int) (number / readers.size() % PAGES.size()));
            answers.add(readers.get((int) (number % readers.size()))
                    .getAsync(path, counts ? AccessLog.mark(stretch) : Map.of())
                    .handle((answer, failure) -> {
                        if (failure != null || answer.statusCode() != 200) {
                            failed.increment();
                        } else if (counts) {
                            histogram.recordValue((System.nanoTime() - due) / 1000);
                        }
                        // only that it came: hundreds of thousands of pages would not fit
                        return null;
                    }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();
        print(stretch + ", at the client, " + failed + " failed", histogram);
    }

    private static void print(String when, Histogram micros) {
        System.out.printf(
                "first page, %s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms (%d requests)%n",
                when,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }
}
