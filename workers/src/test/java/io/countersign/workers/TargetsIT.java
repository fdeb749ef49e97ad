package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.processes.JobTypes;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.OrderSystem.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Targets that are down, slow or well, under load. Brings its own broker, as it pauses workers. */
class TargetsIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int MANY = 200;

    private static JdbcClient db;
    private static BrokerLog log;
    private static ZeebeBroker broker;
    private static CamundaClient client;
    private static ConfigurableApplicationContext workers;
    private static OrderSystem shaky;
    private static OrderSystem steady;

    private final String marker = "m" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start(@TempDir Path secrets) throws Exception {
        Files.writeString(secrets.resolve("API_TOKEN"), "t0ken-of-the-file\n");
        String database = RealParts.newDatabase();
        db = JdbcClient.create(RealParts.asOwner(database));
        log = new BrokerLog(db);
        broker = RealParts.start(RealParts.broker(database));
        shaky = new OrderSystem();
        steady = new OrderSystem();
        Map<String, String> settings = new HashMap<>();
        for (String target : List.of("shaky", "slow")) {
            settings.put("countersign.operations.targets." + target + ".base-url", shaky.url());
        }
        settings.put("countersign.operations.targets.shaky.breaker.open-for", "1s");
        settings.put("countersign.operations.targets.shaky.retry.first", "200ms");
        settings.put("countersign.operations.targets.slow.timeout", "50s");
        settings.put("countersign.operations.targets.steady.base-url", steady.url() + "/api");
        settings.put("countersign.operations.targets.steady.secrets", "API_TOKEN");
        for (String target : List.of("shaky", "slow", "steady")) {
            settings.put("countersign.operations.targets." + target + ".allow-private", "true");
        }
        settings.put("countersign.secrets.folder", secrets.toString());
        workers = RealParts.workers(database, broker.grpcAddress(), 1, settings);
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofMinutes(1))
                .build();
    }

    @AfterAll
    static void stop() {
        workers.close();
        client.close();
        broker.close();
        shaky.close();
        steady.close();
    }

    @Test
    void nobodyLosesATryWhileATargetIsDownAndAllIsDoneOnceItIsBack() {
        AtomicBoolean down = new AtomicBoolean(true);
        Map<String, AtomicInteger> applied = new ConcurrentHashMap<>();
        shaky.answer(marker, request -> {
            if (down.get()) {
                return new Answer(503, "text/plain", "down", null, null);
            }
            applied.computeIfAbsent(String.valueOf(request.idempotencyKey()), key -> new AtomicInteger())
                    .incrementAndGet();
            return Answer.json(200, "{}");
        });
        deploy(TestModels.oneJob(marker, JobTypes.HTTP_REQUEST));
        long handedBackBefore = outcome("handed-back");
        for (int i = 0; i < MANY; i++) {
            startCall("shaky", "/" + marker);
        }
        await().atMost(LONG).until(() -> breaker("shaky"), "OPEN"::equals);
        await().atMost(LONG).until(() -> outcome("handed-back") - handedBackBefore >= 2 * MANY);
        int askedWhileDown = shaky.requests(marker).size();

        down.set(false);
        await().atMost(LONG).until(() -> completed(marker) == MANY);

        assertThat(askedWhileDown).as("it was left alone").isLessThan(MANY);
        assertThat(applied)
                .hasSize(MANY)
                .allSatisfy((key, times) -> assertThat(times).as(key).hasValue(1));
        assertThat(incidents(marker)).isZero();
        assertThat(db.sql("""
                        select distinct cast(cast(value as jsonb) ->> 'retries' as integer) from zeebe_record
                        where value_type = 'JOB' and intent = 'COMPLETED' and cast(value as jsonb) ->> 'bpmnProcessId' = ?
                        """).param(marker).query(Integer.class).list())
                .as("tries left at the end, of three")
                .containsExactly(3);
        await().atMost(LONG).until(() -> breaker("shaky"), "CLOSED"::equals);
    }

    @Test
    void aSlowTargetHoldsUpNoOther() {
        CountDownLatch release = new CountDownLatch(1);
        Queue<Request> held = new ConcurrentLinkedQueue<>();
        shaky.answer(marker, request -> {
            held.add(request);
            awaitQuietly(release);
            return Answer.json(200, "{}");
        });
        deploy(TestModels.oneJob(marker, JobTypes.HTTP_REQUEST));
        for (int i = 0; i < 64; i++) {
            startCall("slow", "/" + marker);
        }
        await().atMost(LONG).until(() -> held.size() >= 16);
        try {
            for (int i = 0; i < 50; i++) {
                startCall("steady", "/" + marker);
            }

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> steady.requests(marker).size() == 50);
            assertThat(held).as("calls at once").hasSize(16);
        } finally {
            release.countDown();
        }
        // says where those are that are missing
        await().atMost(LONG).untilAsserted(() -> assertThat(latest(marker)).isEqualTo(Map.of("COMPLETED", 114L)));
    }

    @Test
    void anOperatorPausesATypeResumesItAndChangesHowManyRunAtOnce() {
        deploy(TestModels.oneJob(marker, JobTypes.HTTP_REQUEST));
        await().atMost(LONG).until(() -> state(JobTypes.HTTP_REQUEST), "RUNNING"::equals);
        control(true, null);
        await().atMost(LONG).until(() -> state(JobTypes.HTTP_REQUEST), "PAUSED"::equals);
        startCall("steady", "/" + marker);
        await().atMost(LONG).until(() -> records(marker, "CREATED") == 1);
        assertThat(steady.requests(marker)).as("a job on its way goes back").isEmpty();

        control(false, 3);

        await().atMost(LONG).until(() -> completed(marker) == 1);
        await().atMost(LONG)
                .until(() -> db.sql("select max_active from worker_status where job_type = ?")
                                .param(JobTypes.HTTP_REQUEST)
                                .query(Integer.class)
                                .single()
                        == 3);
        control(false, null);
    }

    @Test
    void modelsDrawnWithCamundasTemplateRunAsTheyAre() {
        steady.answer(
                marker + "/users",
                request -> Answer.json(200, "{\"name\":\"Ann\",\"token\":\"" + request.authorization() + "\"}"));
        deploy(TestModels.restConnector(
                marker,
                Map.of(
                        "authentication.type", "bearer",
                        "authentication.token", "{{secrets.API_TOKEN}}",
                        "method", "GET",
                        "url", "=\"" + steady.url() + "/api/" + marker + "/users/\" + string(userId)",
                        "headers", "={\"X-Trace\": \"abc\"}",
                        "queryParameters", "={active: true}",
                        "storeResponse", "=false",
                        "connectionTimeoutInSeconds", "=20",
                        "readTimeoutInSeconds", "=20"),
                Map.of(
                        "elementTemplateVersion", "11",
                        "elementTemplateId", "io.camunda.connectors.HttpJson.v2",
                        "resultVariable", "answer",
                        "resultExpression", "={user: response.body.name, code: response.status}",
                        "errorExpression",
                                "=if error.code = \"404\" then bpmnError(\"NO_USER\", error.message) else null",
                        "retryBackoff", "PT1S")));
        long instance = startInstance(Map.of("userId", 7));

        await().atMost(LONG).until(() -> completed(marker) == 1);
        Request asked = steady.requests(marker).getFirst();
        assertThat(asked.path()).isEqualTo("/api/" + marker + "/users/7?active=true");
        assertThat(asked.authorization()).isEqualTo("Bearer t0ken-of-the-file");
        assertThat(log.variable(instance, "user")).isEqualTo("\"Ann\"");
        assertThat(log.variable(instance, "code")).isEqualTo("200");
        assertThat(log.variable(instance, "answer")).contains("***").doesNotContain("t0ken");
    }

    @Test
    void aModelOfCamundasCatchesTheErrorsItMakes() {
        steady.answer(marker, request -> Answer.json(404, "{\"message\":\"no such user\"}"));
        deploy(TestModels.restConnector(
                marker,
                Map.of(
                        "authentication.type",
                        "noAuth",
                        "method",
                        "POST",
                        "url",
                        steady.url() + "/api/" + marker,
                        "body",
                        "={a: 1}"),
                Map.of(
                        "errorExpression",
                        "=if error.code = \"404\" then bpmnError(\"CAUGHT\", error.message) else null")));
        long instance = startInstance(Map.of());

        await().atMost(LONG).until(() -> log.ended(instance, "caught"));
        assertThat(steady.requests(marker).getFirst().body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aModelOfCamundasCallsOnlyWhatIsAllowed() {
        deploy(TestModels.restConnector(
                marker,
                Map.of("method", "GET", "url", shaky.url().replace("127.0.0.1", "localhost") + "/" + marker),
                Map.of()));
        startInstance(Map.of());

        await().atMost(LONG).until(() -> incidents(marker) == 1);
        assertThat(shaky.requests(marker)).isEmpty();
    }

    private void startCall(String target, String path) {
        startInstance(Map.of("target", target, "method", "POST", "path", path, "body", Map.of("item", "x")));
    }

    private long startInstance(Map<String, Object> variables) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(marker)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private void deploy(String bpmn) {
        client.newDeployResourceCommand()
                .addResourceStringUtf8(bpmn, marker + ".bpmn")
                .send()
                .join();
    }

    private static void control(boolean paused, @Nullable Integer maxActive) {
        db.sql("""
                insert into job_type_control (job_type, paused, max_active, changed_by, changed_at)
                values (:type, :paused, :maxActive, 'op', now())
                on conflict (job_type) do update set paused = excluded.paused, max_active = excluded.max_active
                """)
                .param("type", JobTypes.HTTP_REQUEST)
                .param("paused", paused)
                .param("maxActive", maxActive)
                .update();
    }

    private static String state(String type) {
        return db.sql("select state from worker_status where job_type = ?")
                .param(type)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static String breaker(String target) {
        return db.sql("""
                        select t ->> 'state' from worker_status, jsonb_array_elements(targets) t
                        where job_type = ? and t ->> 'name' = ?
                        """)
                .params(JobTypes.HTTP_REQUEST, target)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static long outcome(String kind) {
        return db.sql("select coalesce(cast(failures ->> ? as bigint), 0) from worker_status where job_type = ?")
                .params(kind, JobTypes.HTTP_REQUEST)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static long completed(String process) {
        return records(process, "COMPLETED");
    }

    private static long records(String process, String intent) {
        return db.sql("""
                        select count(*) from zeebe_record
                        where value_type = 'JOB' and intent = ? and cast(value as jsonb) ->> 'bpmnProcessId' = ?
                        """).params(intent, process).query(Long.class).single();
    }

    /** How many jobs have which record as their latest. */
    private static Map<String, Long> latest(String process) {
        return db
                .sql("""
                        select intent, count(*) jobs from (
                            select distinct on (record_key) intent from zeebe_record
                            where value_type = 'JOB' and record_key > 0 and cast(value as jsonb) ->> 'bpmnProcessId' = ?
                            order by record_key, position desc) latest
                        group by intent
                        """)
                .param(process)
                .query((row, number) -> Map.entry(row.getString("intent"), row.getLong("jobs")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long incidents(String process) {
        return db.sql("""
                        select count(*) from zeebe_record
                        where value_type = 'INCIDENT' and intent = 'CREATED' and cast(value as jsonb) ->> 'bpmnProcessId' = ?
                        """).param(process).query(Long.class).single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
