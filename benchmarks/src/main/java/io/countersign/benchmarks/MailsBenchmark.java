package io.countersign.benchmarks;

import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** How many mails get out: of a queue that is full, and of processes that send them. */
@Command(
        name = "mails",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how many mails a second a mail server on this machine takes.")
final class MailsBenchmark implements Callable<Integer> {

    private static final Duration LEAD = Duration.ofSeconds(2);

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--mails", defaultValue = "5000", description = "Mails in the queue (default: ${DEFAULT-VALUE}).")
    private int mails;

    @Option(names = "--seconds", defaultValue = "12", description = "Seconds of a stretch (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "90",
            description = "Seconds of processes that are not measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @ParentCommand
    private Benchmark bench = new Benchmark();

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("countersign-benchmark");
        try (var sink = new MailSink();
                var countersign = bench.start(
                        folder,
                        Map.of("SPRING_MAIL_HOST", "127.0.0.1", "SPRING_MAIL_PORT", Integer.toString(sink.port())));
                var load = new Load(countersign.grpcAddress())) {
            load.deploy(Models.mail(), Models.MAIL);
            var ofQueue = new ArrayList<Double>();
            for (int round = 0; round <= rounds; round++) {
                var perSecond = ofQueue(countersign, sink);
                if (round > 0) {
                    ofQueue.add(perSecond);
                }
            }
            print("mails of a full queue", ofQueue);
            sink.each(load::countCompletion);
            ofProcesses(new Measurement(countersign, load));
            System.out.printf("mails taken: %d, of which different: %d%n", sink.taken(), sink.different());
        } finally {
            Benchmark.delete(folder);
        }
        return 0;
    }

    private double ofQueue(CountersignPlatform countersign, MailSink sink) throws Exception {
        var before = sink.taken();
        try (var connection = DriverManager.getConnection(
                        countersign.jdbcUrl(), "postgres", countersign.superuserPassword());
                var statement = connection.prepareStatement("""
                        with message as (
                            insert into notification (tenant_id, message_id, recipients, subject, text_body, html_body, confidential, created_at)
                            select '<default>', '<' || gen_random_uuid() || '@bench.example.com>',
                                jsonb_build_object('to', jsonb_build_array('reader' || n || '@example.com'), 'cc', '[]'::jsonb,
                                    'bcc', '[]'::jsonb, 'skipped', '[]'::jsonb),
                                'A mail of the benchmark', repeat('Some words. ', 40), repeat('<p>Some words.</p>', 60), false, now()
                            from generate_series(1, ?) n
                            returning id, recipients -> 'to' ->> 0 as address)
                        insert into notification_delivery (notification_id, address, kind, due_at, queued_at)
                        select id, address, 'to', now(), now() from message
                        """)) {
            statement.setInt(1, mails);
            statement.executeUpdate();
        }
        // without the beginning, in which a first connection is opened, and the end
        var begin = await(sink, before + mails / 10);
        var end = await(sink, before + mails * 9L / 10);
        await(sink, before + mails);
        return mails * 0.8 / ((end - begin) / 1e9);
    }

    private static long await(MailSink sink, long taken) throws InterruptedException {
        var giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (sink.taken() < taken) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("only " + sink.taken() + " of " + taken + " mails came");
            }
            Thread.sleep(1);
        }
        return System.nanoTime();
    }

    /** Instances, each of which ends for us when the mail server has its mail. */
    private void ofProcesses(Measurement runs) throws InterruptedException {
        runs.saturated(Models.MAIL, Duration.ofSeconds(warmUp), Duration.ZERO);
        var processes = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            processes.add(runs.saturated(Models.MAIL, LEAD, Duration.ofSeconds(seconds))
                    .perSecond());
        }
        print("mails of processes that send one each", processes);
    }

    private static void print(String what, List<Double> perSecond) {
        System.out.printf(
                Locale.ROOT, "%s: %.0f/s (%s)%n", what, Spread.of(perSecond).median(), perSecond);
    }
}
