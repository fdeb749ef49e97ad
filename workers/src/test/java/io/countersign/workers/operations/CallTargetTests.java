package io.countersign.workers.operations;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.OrderSystem;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.OrderSystem.Request;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a real server on this machine. */
class CallTargetTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final OrderSystem system = new OrderSystem();
    private final TestClock clock = new TestClock(NOW);
    private final TestCalls calls = new TestCalls(clock)
            .target("orders", target(system.url() + "/api", true, Duration.ofSeconds(10)))
            .target("hasty", target(system.url(), true, Duration.ofMillis(300)))
            .target("by-name", target("http://localhost:" + system.port(), false, Duration.ofSeconds(10)))
            .target("by-number", target(system.url(), false, Duration.ofSeconds(10)))
            .target("by-disguise", target("http://2130706433:" + system.port(), false, Duration.ofSeconds(10)))
            .target("metadata", target("http://169.254.169.254", true, Duration.ofSeconds(2)))
            .target("closed", target("http://127.0.0.1:1", true, Duration.ofSeconds(2)));
    private final List<Execution> executions = calls.executions;
    private final Job job = Jobs.job();

    @AfterEach
    void stop() {
        calls.close();
        system.close();
    }

    @Test
    void sendsTheBodyWithTheJobsKeyAndReadsTheAnswer() {
        JobResult result = run(operation("orders", "POST", "/orders?x=1", "{\"item\":\"Bücher\"}"));

        assertThat(system.requests("/orders"))
                .containsExactly(new Request(
                        "POST",
                        "/api/orders?x=1",
                        String.valueOf(job.key()),
                        "Bearer s3cr3t-token",
                        "{\"item\":\"Bücher\"}"));
        assertThat(variable(result, "response").path("status").asInt()).isEqualTo(201);
        assertThat(variable(result, "response").path("body").path("orderNumber").asString())
                .isEqualTo("PO-" + job.key());
        assertThat(executions).singleElement().satisfies(execution -> {
            assertThat(execution.outcome()).isEqualTo("SUCCEEDED");
            assertThat(execution.status()).isEqualTo(201);
        });
    }

    @Test
    void usesTheSameKeyOnEveryTry() {
        run(operation("orders", "POST", "/orders", "{}"));
        run(operation("orders", "POST", "/orders", "{}"));

        assertThat(system.requests("/orders"))
                .extracting(Request::idempotencyKey)
                .containsOnly(String.valueOf(job.key()));
    }

    @Test
    void mapsAStatusToTheErrorThatTheModelCatches() {
        system.answer("/orders", request -> Answer.json(422, "{\"detail\":\"Too dear.\",\"limit\":5}"));

        assertThat(run(operation("orders", "POST", "/orders", "{}", Map.of("422", "ORDER_REFUSED"), Map.of())))
                .isInstanceOfSatisfying(BusinessError.class, error -> {
                    assertThat(error.code()).isEqualTo("ORDER_REFUSED");
                    assertThat(error.message()).isEqualTo("Too dear.");
                    assertThat(JSON.valueToTree(error.variables())
                                    .path("operationError")
                                    .path("body")
                                    .path("limit")
                                    .asInt())
                            .isEqualTo(5);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504})
    void comesBackLaterForWhatPasses(int status) {
        system.answer("/orders", request -> Answer.json(status, "{}"));

        assertThat(run(operation("orders", "GET", "/orders", null))).isInstanceOfSatisfying(RetryLater.class, later -> {
            assertThat(later.counts()).isTrue();
            assertThat(later.message()).contains("orders answered " + status);
        });
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "'Sun, 22 Nov 2026 20:16:00 GMT', 60", "999999, 300"})
    void comesBackWhenItWasAskedTo(String header, long seconds) {
        system.answer("/orders", request -> new Answer(503, "text/plain", "", header, null));

        assertThat(run(operation("orders", "GET", "/orders", null)))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 415, 422})
    void asksAnOperatorForWhatStays(int status) {
        system.answer("/orders", request -> Answer.json(status, "{\"message\":\"no such thing\"}"));

        assertThat(run(operation("orders", "GET", "/orders", null)))
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        giveUp ->
                                assertThat(giveUp.message()).contains("orders answered " + status + ": no such thing"));
    }

    @Test
    void followsNoRedirect() {
        system.answer("/orders", request -> new Answer(302, "text/plain", "", null, system.url() + "/elsewhere"));

        assertThat(run(operation("orders", "GET", "/orders", null))).isInstanceOf(GiveUp.class);
        assertThat(system.requests("elsewhere")).isEmpty();
    }

    @Test
    void readsNoMoreThanTheTargetAllows() {
        system.answer("/orders", request -> Answer.json(200, "\"" + "x".repeat(2_000) + "\""));

        assertThat(message(run(operation("orders", "GET", "/orders", null)))).contains("longer than 1024 bytes");
    }

    @Test
    void keepsCredentialsToItself() {
        system.answer("/echo", request -> Answer.json(200, "{\"auth\":\"" + request.authorization() + "\"}"));
        system.answer("/fail", request -> Answer.json(400, "{\"message\":\"bad token s3cr3t-token\"}"));

        assertThat(run(operation("orders", "GET", "/echo", null)).toString())
                .doesNotContain("s3cr3t")
                .contains("***");
        assertThat(message(run(operation("orders", "GET", "/fail?key=s3cr3t-token", null))))
                .doesNotContain("s3cr3t");
        assertThat(executions).extracting(Execution::url).noneMatch(url -> url.contains("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-name", "by-number", "by-disguise", "metadata"})
    void goesNowhereThatTheTargetMayNotLie(String target) {
        assertThat(message(run(operation(target, "GET", "/secret", null)))).contains("private address");
        assertThat(system.requests("/secret")).isEmpty();
    }

    @Test
    void callsOnlyWhatAnAdministratorAllows() {
        assertThat(message(run(operation("evil", "GET", "/", null))))
                .contains("'evil'")
                .contains("by-name");
        assertThat(executions).isEmpty();
    }

    @Test
    void comesBackLaterWhereNobodyListens() {
        assertThat(run(operation("closed", "GET", "/", null))).isInstanceOf(RetryLater.class);
        assertThat(executions)
                .singleElement()
                .satisfies(execution -> assertThat(execution.status()).isNull());
    }

    @Test
    void endsACallThatTakesTooLong() {
        CountDownLatch end = new CountDownLatch(1);
        system.answer("/slow", request -> {
            awaitQuietly(end);
            return Answer.json(200, "{}");
        });

        assertThat(run(operation("hasty", "GET", "/slow", null)))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.message()).contains("no answer within"));
        end.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Idempotency-Key", "Transfer-Encoding", "X-A\r\nB"})
    void letsNoModelSetTheHeadersOfTheConnection(String header) {
        assertThat(message(run(operation("orders", "GET", "/", null, Map.of(), Map.of(header, "x")))))
                .contains("header");
    }

    @Test
    void letsNoModelReplaceTheTargetsCredentials() {
        run(operation(
                "orders", "GET", "/orders", null, Map.of(), Map.of("authorization", "Bearer mine", "X-Trace", "t")));

        assertThat(system.requests("/orders"))
                .extracting(Request::authorization)
                .containsExactly("Bearer s3cr3t-token");
    }

    private JobResult run(Operation operation) {
        return calls.callTarget().run(job, operation);
    }

    private static OperationSettings.Target target(String url, boolean allowPrivate, Duration timeout) {
        return TestTargets.target(
                url,
                Map.of(
                        "allow-private", String.valueOf(allowPrivate),
                        "connect-timeout", "1s",
                        "timeout", timeout.toString(),
                        "max-response", "1KB",
                        "headers.Authorization", "Bearer s3cr3t-token"));
    }

    private static Operation operation(String target, String method, String path, @Nullable String body) {
        return operation(target, method, path, body, Map.of(), Map.of());
    }

    private static Operation operation(
            String target,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> errors,
            Map<String, String> headers) {
        JsonNode json = body == null ? null : JSON.readTree(body);
        return TestCalls.operation(target, method, path, headers, json, errors);
    }

    private static JsonNode variable(JobResult result, String name) {
        assertThat(result).isInstanceOf(Completed.class);
        return JSON.valueToTree(((Completed) result).variables()).path(name);
    }

    private static String message(JobResult result) {
        assertThat(result).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
