package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.FreePorts;
import io.countersign.embedded.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL and one Zeebe. These are the first node's children, and outlive the kill of its JVM. */
class TwoNodesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(5);

    private final String family = "two-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    void showTheSameTasksAndOneTakesOverWhenTheOtherIsKilled() throws Exception {
        var first = CountersignProcess.start(folder.resolve("first"));
        try (first;
                var second = startBeside(first.awaitReady()).awaitReady()) {
            // given
            var owner = new Node(first);
            var heir = new Node(second);
            for (int i = 1; i <= 5; i++) {
                owner.start(purchase(i));
                heir.start(purchase(5 + i));
            }
            awaitTasks(owner, 10);
            awaitTasks(heir, 10);
            assertThat(owner.owners()).containsExactly(owner.name());
            assertThat(heir.owners()).containsExactly(owner.name()).doesNotContain(heir.name());
            assertThat(nodesWithPartitions(first)).isEqualTo(1);

            // when
            long killedAt = System.nanoTime();
            first.kill();
            var started = CompletableFuture.runAsync(() -> heir.start(purchase(11)));

            // then
            await("the heir owns the partition")
                    .atMost(TAKEN_OVER_WITHIN)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> heir.owners().equals(List.of(heir.name())));
            var takenOver = since(killedAt);
            awaitTasks(heir, 11);
            System.out.printf(
                    "Owner killed: the other node has its partition after %d ms, and shows a new task after %d ms%n",
                    takenOver.toMillis(), since(killedAt).toMillis());
            started.join();
            assertThat(nodesWithPartitions(first)).isEqualTo(1);
            // what one node has shown, the other decides
            heir.decide(purchase(1));
            await().atMost(PATIENCE).until(() -> heir.waitsForFinance(purchase(1)));
        } finally {
            first.endOrphans();
        }
    }

    private Purchase purchase(int number) {
        return Purchase.number(family, number);
    }

    private void awaitTasks(Node node, int upTo) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(node.tasks().keySet())
                        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, upTo)
                                .mapToObj(number -> purchase(number).name())
                                .toList()));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private CountersignProcess startBeside(CountersignProcess first) throws IOException {
        var data = folder.resolve("second");
        // names in the audit trail are found by their hash under this key, on all nodes the same
        try (var prepared = DataFolder.open(data)) {
            SecretFile.create(
                    prepared.secret("audit-lookup-key"),
                    Files.readString(first.data().resolve("secrets/audit-lookup-key"))
                            .strip());
        }
        return CountersignProcess.start(
                FreePorts.one(),
                data,
                List.of(
                        "--external",
                        "--postgres-url",
                        "jdbc:postgresql://" + first.after("PostgreSQL: "),
                        "--postgres-user",
                        "postgres",
                        "--postgres-password",
                        superuserPassword(first),
                        "--zeebe-grpc",
                        "http://" + first.after("Zeebe gRPC: "),
                        "--zeebe-rest",
                        "http://" + first.after("Zeebe REST: ")));
    }

    private static String superuserPassword(CountersignProcess up) throws IOException {
        return Files.readString(up.data().resolve("postgres/superuser.password"))
                .strip();
    }

    /** Sessions that hold the lock on some partition. */
    private static int nodesWithPartitions(CountersignProcess first) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + first.after("PostgreSQL: "), "postgres", superuserPassword(first))) {
            return Integer.parseInt(ProductDatabase.value(connection, """
                    select count(*) from pg_locks join pg_stat_activity using (pid)
                    where locktype = 'advisory' and granted and application_name = 'countersign record stream'
                    """));
        }
    }
}
