package io.countersign.workers.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestModels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * With a broker whose clock stands still where the test wants it, so that it looks in the one millisecond that matters. Zeebe 8.6.0 decides
 * alike, but its timers don't follow such a clock.
 */
class WakeJobsIT {

    private static final Duration BACKOFF = Duration.ofSeconds(5);
    private static final Pattern PROCESSED =
            Pattern.compile("zeebe_stream_processor_records_total\\{action=\"processed\"[^}]*} (\\S+)");
    private static final Map<String, String> CLOCK_OF_OURS = Map.of("ZEEBE_CLOCK_CONTROLLED", "true");

    private static JdbcClient db;

    @BeforeAll
    static void migrate() {
        db = JdbcClient.create(RealParts.asApplication(RealParts.newDatabase()));
    }

    @Test
    void aJobThatZeebeForgetsComesAgain() throws Exception {
        var settings = RealParts.broker().withPartitions(2).withEnvironment(CLOCK_OF_OURS);
        try (ZeebeBroker broker = RealParts.start(settings);
                CamundaClient client = CamundaClient.newClientBuilder()
                        .grpcAddress(broker.grpcAddress())
                        .restAddress(broker.restAddress())
                        .preferRestOverGrpc(false)
                        .build()) {
            ActivatedJob job = onlyJob(client);
            // behind, so that it is past it as soon as its clock runs again
            Instant failed = Instant.now().minusSeconds(60);
            pin(broker, failed);
            client.newFailCommand(job).retries(2).retryBackoff(BACKOFF).send().join();
            double before = commandsProcessed(broker);
            pin(broker, failed.plus(BACKOFF));
            await().untilAsserted(() -> assertThat(commandsProcessed(broker)).isGreaterThan(before));
            letRun(broker);

            assertThat(take(client)).as("Zeebe forgot it").isEmpty();

            var awaited = new Awaited();
            awaited.putOff(job.getKey(), failed.plus(BACKOFF));
            wakeJobs(new ZeebeAlarm(client), awaited).watch();

            assertThat(take(client)).extracting(ActivatedJob::getKey).containsExactly(job.getKey());
            await().untilAsserted(
                            () -> assertThat(awaited.missing(Instant.now())).isEmpty());
        }
    }

    @Test
    void aJobThatAnotherNodeDidIsNotAsleep() {
        db.sql("""
                insert into job (key, partition_id, process_instance_key, element_instance_key, element_id, type, state, retries)
                values (4711, 1, 1, 1, 'job', 'sleepy', 'COMPLETED', 2)
                """).update();
        var awaited = new Awaited();
        awaited.putOff(4711, Instant.now().minusSeconds(60));
        Set<Integer> rung = ConcurrentHashMap.newKeySet();
        Alarm alarm = partitions -> {
            rung.addAll(partitions);
            return Set.of();
        };
        wakeJobs(alarm, awaited).watch();

        await().untilAsserted(() -> assertThat(awaited.missing(Instant.now())).isEmpty());
        assertThat(rung).isEmpty();
    }

    private static WakeJobs wakeJobs(Alarm alarm, Awaited awaited) {
        return new WakeJobs(alarm, db, awaited, InFlights.running(), Clock.systemUTC());
    }

    private static ActivatedJob onlyJob(CamundaClient client) {
        client.newDeployResourceCommand()
                .addResourceString(TestModels.oneJob("sleepy", "sleepy"), StandardCharsets.UTF_8, "sleepy.bpmn")
                .send()
                .join();
        client.newCreateInstanceCommand()
                .bpmnProcessId("sleepy")
                .latestVersion()
                .send()
                .join();
        return take(client).getFirst();
    }

    private static List<ActivatedJob> take(CamundaClient client) {
        return client.newActivateJobsCommand()
                .jobType("sleepy")
                .maxJobsToActivate(10)
                .timeout(Duration.ofMinutes(10))
                .requestTimeout(Duration.ofSeconds(5))
                .send()
                .join()
                .getJobs();
    }

    private static double commandsProcessed(ZeebeBroker broker) throws IOException, InterruptedException {
        String figures = ask(broker, "/actuator/prometheus", HttpRequest.Builder::GET);
        return PROCESSED
                .matcher(figures)
                .results()
                .mapToDouble(result -> Double.parseDouble(result.group(1)))
                .sum();
    }

    private static void pin(ZeebeBroker broker, Instant at) throws IOException, InterruptedException {
        ask(
                broker,
                "/actuator/clock/pin",
                request -> request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"epochMilli\": %d}".formatted(at.toEpochMilli()))));
    }

    private static void letRun(ZeebeBroker broker) throws IOException, InterruptedException {
        ask(broker, "/actuator/clock", HttpRequest.Builder::DELETE);
    }

    private static String ask(ZeebeBroker broker, String path, UnaryOperator<HttpRequest.Builder> method)
            throws IOException, InterruptedException {
        URI address = broker.monitoringAddress().resolve(path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(method.apply(HttpRequest.newBuilder(address)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }
    }
}
