package io.countersign.examples.ownworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeSettings;
import io.countersign.store.Migrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The example with a real broker and a real database. */
class OwnWorkerIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String DATABASE = "countersign";

    private static PostgresServer postgres;
    private static ZeebeBroker broker;
    private static ConfigurableApplicationContext worker;
    private static CamundaClient client;
    private static JdbcClient db;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Distributions distributions = Distributions.fetched(Progress.silent());
        postgres =
                PostgresServer.start(PostgresSettings.in(distributions, folder.resolve("postgres")), Progress.silent());
        broker = ZeebeBroker.start(
                ZeebeSettings.in(distributions, folder.resolve("zeebe")).withHeapMegabytes(384), Progress.silent());
        postgres.createDatabase(DATABASE);
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(postgres.jdbcUrl(DATABASE));
        owner.setUser(postgres.superuser());
        owner.setPassword(postgres.superuserPassword());
        Migrations.run(owner);
        postgres.createLoginRole("app", "secret", "countersign_app");
        db = JdbcClient.create(owner);
        worker = SpringApplication.run(
                OwnWorkerApplication.class,
                "--spring.datasource.url=" + postgres.jdbcUrl(DATABASE),
                "--spring.datasource.username=app",
                "--spring.datasource.password=secret",
                "--countersign.zeebe.grpc-address=" + broker.grpcAddress());
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(LONG)
                .build();
        client.newDeployResourceCommand()
                .addProcessModel(process(), "account.bpmn")
                .send()
                .join();
    }

    @AfterAll
    static void stop() {
        client.close();
        worker.close();
        broker.stop();
        postgres.stop();
    }

    @Test
    void doesItsJobs() {
        assertThat(outcomeOf("DE89 3704 0044 0532 0130 00"))
                .containsEntry("country", "DE")
                .doesNotContainKey("refused");
    }

    @Test
    void theModelCatchesWhatTheBusinessSaysNoTo() {
        assertThat(outcomeOf("DE88 3704 0044 0532 0130 00")).containsEntry("refused", true);
    }

    @Test
    void operatorsSeeItAndPauseIt() {
        await().atMost(LONG).until(() -> state(), "RUNNING"::equals);

        pause(true);
        await().atMost(LONG).until(() -> state(), "PAUSED"::equals);
        pause(false);

        assertThat(outcomeOf("DE89370400440532013000")).containsEntry("country", "DE");
    }

    private static Map<String, Object> outcomeOf(String iban) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId("account")
                .latestVersion()
                .variables(Map.of("iban", iban))
                .withResult()
                .requestTimeout(LONG)
                .send()
                .join()
                .getVariablesAsMap();
    }

    private static BpmnModelInstance process() {
        return Bpmn.createExecutableProcess("account")
                .startEvent()
                .serviceTask("check", task -> task.zeebeJobType(CheckIbanWorker.TYPE))
                .boundaryEvent("invalid", event -> event.error(CheckIban.INVALID))
                .endEvent("refused", end -> end.zeebeOutputExpression("true", "refused"))
                .moveToActivity("check")
                .endEvent("checked")
                .done();
    }

    private static String state() {
        return db.sql("select state from worker_status where job_type = ?")
                .param(CheckIbanWorker.TYPE)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static void pause(boolean paused) {
        db.sql("""
                insert into job_type_control (job_type, paused, changed_by, changed_at) values (?, ?, 'op', now())
                on conflict (job_type) do update set paused = excluded.paused
                """).params(CheckIbanWorker.TYPE, paused).update();
    }
}
