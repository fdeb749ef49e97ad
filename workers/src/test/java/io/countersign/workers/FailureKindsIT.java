package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.processes.JobTypes;
import io.countersign.workers.OrderSystem.Answer;
import io.countersign.workers.OrderSystem.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a process when a job fails in each of the ways it can. */
class FailureKindsIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String marker = "m" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void triesAgainWithTheSameKeyUntilItWorks() {
        AtomicInteger calls = new AtomicInteger();
        world.orders.answer(
                marker,
                request -> calls.incrementAndGet() < 3
                        ? new Answer(503, "text/plain", "busy", "0", null)
                        : Answer.json(200, "{}"));
        long instance = call("order-system", "/" + marker, Map.of());

        await().atMost(LONG).until(() -> world.ended(instance, marker));

        assertThat(world.orders.requests(marker)).hasSize(3);
        assertThat(world.orders.requests(marker))
                .extracting(Request::idempotencyKey)
                .doesNotContainNull();
        assertThat(world.orders.requests(marker).stream()
                        .map(Request::idempotencyKey)
                        .distinct())
                .hasSize(1);
        assertThat(executions(instance)).containsExactly("RETRY_LATER", "RETRY_LATER", "SUCCEEDED");
        assertThat(world.incidents(instance)).isEmpty();
    }

    @Test
    void asksAnOperatorWhenNoTriesAreLeft() {
        // an answer that tells of this request, not of the target's health: for that nobody uses up a try
        world.orders.answer(marker, request -> new Answer(500, "text/plain", "busy", "0", null));
        long instance = call("order-system", "/" + marker, Map.of());

        assertThat(incident(instance)).contains("order-system answered 500").contains("retry the incident");
        assertThat(world.orders.requests(marker)).hasSize(3);
    }

    @Test
    void asksAnOperatorAtOnceForWhatOnlyAPersonCanMend() {
        world.orders.answer(marker, request -> Answer.json(400, "{\"message\":\"no such article\"}"));
        long instance = call("order-system", "/" + marker, Map.of());

        assertThat(incident(instance)).contains("order-system answered 400: no such article");
        assertThat(world.orders.requests(marker)).hasSize(1);
    }

    @Test
    void makesAnIncidentOfABusinessErrorThatNobodyCatches() {
        world.orders.answer(marker, request -> Answer.json(422, "{}"));
        long instance = call("order-system", "/" + marker, Map.of("422", "NOBODY_CATCHES_THIS"));

        assertThat(incident(instance)).contains("NOBODY_CATCHES_THIS");
    }

    @Test
    void callsNothingThatIsNotAllowed() {
        assertThat(incident(call("elsewhere", "/" + marker, Map.of()))).contains("'elsewhere' is not allowed");
        assertThat(incident(call("public-only", "/" + marker, Map.of()))).contains("private address");
        assertThat(incident(call("metadata", "/latest/meta-data", Map.of()))).contains("private address");
        assertThat(world.orders.requests(marker)).isEmpty();
    }

    @Test
    void saysWhichInputDoesNotFit() {
        long instance = start(JobTypes.SEND_EMAIL, Map.of("to", Map.of("not", "a list")));

        assertThat(incident(instance)).contains("inputs of this job don't fit");
    }

    @Test
    void saysWhoCannotGetAMail() {
        long instance = start(JobTypes.SEND_EMAIL, Map.of("to", "requester", "subject", "S", "text", "T"));

        assertThat(incident(instance)).contains("Nobody can get this mail").contains("the requester");
    }

    @Test
    void saysWhyNobodyCanApprove() {
        long instance = start(JobTypes.RESOLVE_APPROVERS, Map.of("roles", List.of("group:" + marker)));

        assertThat(incident(instance)).contains("no group '" + marker + "'");
    }

    private long call(String target, String path, Map<String, String> errors) {
        return start(JobTypes.HTTP_REQUEST, Map.of("target", target, "method", "POST", "path", path, "errors", errors));
    }

    /** A process with one job; its variables are the job's inputs. */
    private long start(String jobType, Map<String, Object> inputs) {
        String process = jobType.equals(JobTypes.HTTP_REQUEST) ? marker : "p" + UUID.randomUUID();
        world.deploy(process + ".bpmn", TestModels.oneJob(process, jobType));
        return world.startUnknown(process, inputs);
    }

    private String incident(long instance) {
        return await().atMost(LONG)
                .until(() -> world.incidents(instance), incidents -> incidents.size() == 1)
                .getFirst();
    }

    private List<String> executions(long instance) {
        return world.db
                .sql("select outcome from operation_execution where process_instance_key = ? order by attempt")
                .param(instance)
                .query(String.class)
                .list();
    }
}
