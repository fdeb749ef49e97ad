package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as it ships, loaded by a real broker, writing into a real PostgreSQL. */
class RealBrokerIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ZeebeSettings.DEFAULT_VERSION, ZeebeSettings.NEXT_VERSION})
    void logsWhatAProcessInstanceDidInOrder(String version) {
        var database = RealParts.newDatabase(RealParts.sharedPostgres());
        try (var broker = RealParts.start(RealParts.broker(folder, version, database, "100000"));
                var client = RealParts.clientOf(broker)) {
            // given
            client.newDeployResourceCommand()
                    .addProcessModel(
                            Bpmn.createExecutableProcess("review")
                                    .startEvent("start")
                                    .serviceTask("work", task -> task.zeebeJobType("work"))
                                    .userTask("decide")
                                    .endEvent("end")
                                    .done(),
                            "review.bpmn")
                    .send()
                    .join();

            // when
            var instance = client.newCreateInstanceCommand()
                    .bpmnProcessId("review")
                    .latestVersion()
                    .variables(Map.of("amount", 12, "note", "a\u0000b \"ü\" \\ 🖋"))
                    .send()
                    .join()
                    .getProcessInstanceKey();
            var job = client.newActivateJobsCommand()
                    .jobType("work")
                    .maxJobsToActivate(1)
                    .timeout(Duration.ofMinutes(1))
                    .send()
                    .join()
                    .getJobs()
                    .getFirst();
            client.newCompleteCommand(job.getKey())
                    .variables(Map.of("amount", 13))
                    .send()
                    .join();
            client.newPublishMessageCommand()
                    .messageName("somebody-elses")
                    .correlationKey("1")
                    .send()
                    .join();
            client.newPublishMessageCommand()
                    .messageName("countersign-marker-1")
                    .correlationKey("1")
                    .send()
                    .join();

            // then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> database.count("select from zeebe_record where value_type = 'MESSAGE'") == 1);
            assertThat(database.logWhere("value_type = 'PROCESS'"))
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row.value()).contains("\"bpmnProcessId\":\"review\"", "\"resource\":"));
            var log = database.logWhere("process_instance_key = " + instance);
            assertThat(log.stream().map(row -> row.valueType() + " " + row.intent()))
                    .containsSubsequence(
                            "PROCESS_INSTANCE ELEMENT_ACTIVATED",
                            "JOB CREATED",
                            "JOB COMPLETED",
                            "VARIABLE UPDATED",
                            "PROCESS_INSTANCE ELEMENT_COMPLETED",
                            "JOB CREATED")
                    .contains("PROCESS_INSTANCE_CREATION CREATED", "VARIABLE CREATED")
                    .hasSize(1 + 2 + 1 + 1 + 2 + 2 + 1 + 3);
            assertThat(log).extracting(LogDatabase.Logged::position).doesNotHaveDuplicates();
            assertThat(log).extracting(LogDatabase.Logged::day).containsOnly(today());
            assertThat(database.logWhere("value_type = 'VARIABLE' and value like '%note%'"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.value()).contains("a\\\\u0000b", "ü"));
            assertThat(database.ask("select state from exporter_position")).isEqualTo("RUNNING");
            // the broker is told, too, though nothing more happens
            var last = Long.parseLong("" + database.ask("select max(position) from zeebe_record"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> monitored(broker, "exportedPosition")
                            .filter(position -> position >= last)
                            .isPresent());
        }
    }

    @Test
    void isKnownAgainByWhatTheBrokerKeepsInItsSnapshot() throws IOException, InterruptedException {
        var database = RealParts.newDatabase(RealParts.sharedPostgres());
        var settings = RealParts.broker(folder, ZeebeSettings.DEFAULT_VERSION, database, "100000");
        try (var broker = RealParts.start(settings);
                var client = RealParts.clientOf(broker)) {
            Load.deploy(client);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> database.count("select from zeebe_record") > 0
                            && ("" + monitored(broker, "exportedPosition").orElse(-1L))
                                    .equals(database.ask("select position from exporter_position")));
            post(broker, "/actuator/partitions/takeSnapshot");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !partitions(broker).contains("\"snapshotId\":null"));
        }

        // retention has dropped what could be compared
        database.execute("truncate zeebe_record");
        try (var broker = RealParts.start(settings);
                var client = RealParts.clientOf(broker)) {
            client.newCreateInstanceCommand()
                    .bpmnProcessId("through")
                    .latestVersion()
                    .send()
                    .join();
            await().atMost(Duration.ofSeconds(30)).until(() -> database.count("select from zeebe_record") == 7);
        }
        assertThat(database.ask("select state from exporter_position")).isEqualTo("RUNNING");
    }

    private static Optional<Long> monitored(ZeebeBroker broker, String name) throws IOException, InterruptedException {
        return Pattern.compile('"' + name + "\":(-?\\d+)")
                .matcher(partitions(broker))
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .findFirst();
    }

    private static String partitions(ZeebeBroker broker) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(broker.monitoringAddress().resolve("/actuator/partitions"))
                .build());
    }

    private static void post(ZeebeBroker broker, String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(broker.monitoringAddress().resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
