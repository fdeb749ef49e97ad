package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each part of the product is killed with {@code kill -9} while two hundred instances are running, others are being started and
 * people decide. Nothing that was acknowledged may be lost, and nothing may be done twice.
 */
class KillIT {

    private static final int RUNNING = 200;
    /** So many are started while the part dies. */
    private static final int MEANWHILE = 40;

    private static final int DECIDED_BEFORE = 20;
    private static final int KILLS = 3;

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private @Nullable CountersignProcess running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
            running.endOrphans();
        }
    }

    @Test
    void losesNothingAndDoesNothingTwiceWhenItsPartsAreKilled() throws Exception {
        var up = run(CountersignProcess.start(folder.resolve("data")));
        long startedAt = System.nanoTime();
        try (var traffic = new Traffic(up)) {
            // when
            inTheMiddleOf(traffic);
            up.kill();
            up = run(CountersignProcess.startAgain(up));

            inTheMiddleOf(traffic);
            long unanswered = traffic.ledger().unanswered();
            up.postgres().destroyForcibly();
            up.awaitLine("PostgreSQL is back");

            inTheMiddleOf(traffic);
            up.zeebe().destroyForcibly();
            up.awaitLine("Zeebe is back");

            // then
            var ledger = traffic.ledger();
            var api = new CarefulApi(Callers.system(up));
            var aftermath = new Aftermath(ledger, api);
            traffic.awaitUntil("all starts", STARTED_WITHIN, () -> ledger.starts() == KILLS * (RUNNING + MEANWHILE));
            traffic.awaitUntil("the end of all instances", SETTLED_WITHIN, () -> aftermath.running() == 0);
            await("all mails")
                    .atMost(SETTLED_WITHIN)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> Deliveries.seenBy(api).messageIdsBySubject().size() >= ledger.starts());
            print(ledger, Deliveries.seenBy(api), Duration.ofNanos(System.nanoTime() - startedAt));
            aftermath.assertRefusalsWereClean();
            // while the engine lives, it answers
            assertThat(ledger.unanswered()).isEqualTo(unanswered);
            aftermath.assertEachDecisionTookEffectOnce();
            assertRepeatedStartsGetTheFirstAnswer(traffic);
            aftermath.assertEachStartCameToItsEndOnce();
            aftermath.assertDeliveries(Deliveries.seenBy(api), jobs(up));
            aftermath.assertNothingIsLeftToDo();
            assertEachDecisionIsAuditedOnce(up, ledger);
        }
        assertRebuildMakesTheSameReadModel(up);
    }

    private CountersignProcess run(CountersignProcess up) {
        running = up;
        return up.awaitReady();
    }

    private static void inTheMiddleOf(Traffic traffic) {
        var ledger = traffic.ledger();
        traffic.decide(false);
        traffic.want(RUNNING);
        int started = ledger.starts() + RUNNING;
        traffic.awaitUntil("running instances", STARTED_WITHIN, () -> ledger.starts() >= started);
        int decided = ledger.decisions() + DECIDED_BEFORE;
        traffic.want(MEANWHILE);
        traffic.decide(true);
        traffic.awaitUntil("the first decisions", STARTED_WITHIN, () -> ledger.decisions() >= decided);
    }

    private static void assertRepeatedStartsGetTheFirstAnswer(Traffic traffic) {
        assertThat(traffic.ledger().instances())
                .allSatisfy((purchase, instance) ->
                        assertThat(traffic.start(purchase)).isEqualTo(instance));
    }

    private static void assertEachDecisionIsAuditedOnce(CountersignProcess up, Ledger ledger) throws Exception {
        try (var connection = ProductDatabase.of(up)) {
            assertThat(ProductDatabase.value(connection, """
                            select count(*) || ' entries about ' || count(distinct object_id) || ' tasks'
                            from audit_entry where action = 'task.decided'
                            """))
                    .isEqualTo("%1$d entries about %1$d tasks", ledger.decisions());
        }
    }

    /** The keys of the jobs that the engine knows, by process instance. */
    private static Map<String, Set<String>> jobs(CountersignProcess up) throws Exception {
        var jobs = new HashMap<String, Set<String>>();
        try (var connection = ProductDatabase.of(up);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select process_instance_key, key from job")) {
            while (rows.next()) {
                jobs.computeIfAbsent(rows.getString(1), instance -> new HashSet<>())
                        .add(rows.getString(2));
            }
        }
        return jobs;
    }

    private static void print(Ledger ledger, Deliveries deliveries, Duration took) {
        System.out.printf(
                "%d kills: %d starts (%d repeated), %d decisions (%d repeated), %d mails (%d twice), %d orders (%d repeats), %d s%n",
                KILLS,
                ledger.starts(),
                ledger.repeatedStarts(),
                ledger.decisions(),
                ledger.repeatedDecisions(),
                deliveries.differentMails(),
                deliveries.mails() - deliveries.differentMails(),
                deliveries.orders(),
                deliveries.repeatedOrders(),
                took.toSeconds());
    }

    private void assertRebuildMakesTheSameReadModel(CountersignProcess up) throws Exception {
        Map<String, String> projected;
        try (var connection = ProductDatabase.of(up)) {
            projected = EngineTables.digest(connection);
        }
        assertThat(projected).containsKeys("process_instance", "element_instance", "variable", "job", "task");
        up.close();

        try (var rebuild = CountersignProcess.rebuild(up.data())) {
            assertThat(rebuild.awaitExit()).isZero();
        }
        assertThat(rebuilt(up.data())).isEqualTo(projected);
    }

    private static Map<String, String> rebuilt(Path data) throws SQLException {
        var settings = PostgresSettings.in(Distributions.fetched(Progress.silent()), data.resolve("postgres"));
        try (var postgres = PostgresServer.start(settings, Progress.silent());
                var connection = postgres.superuserConnection(Database.NAME)) {
            return EngineTables.digest(connection);
        }
    }
}
