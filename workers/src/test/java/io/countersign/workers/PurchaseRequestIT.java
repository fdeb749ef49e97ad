package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.processes.PurchaseRequest;
import io.countersign.workers.Landscape.Seen;
import io.countersign.workers.OrderSystem.Answer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The purchase request from its start to its end, on a real broker, with a person played by the test. */
class PurchaseRequestIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String requester = world.newRequester();
    private final String item = "laptop " + UUID.randomUUID();

    @Test
    void ordersWhatManagerAndFinanceApprove() throws Exception {
        long instance = start(Map.of("amount", 6_000));

        Seen managerTask = nativeTask(instance);
        assertThat(managerTask.value().path("assignee").asString()).isEqualTo("max");
        assertThat(managerTask.value().path("elementId").asString()).isEqualTo(PurchaseRequest.MANAGER_TASK);
        world.completeNative(managerTask.key(), approvedAs(PurchaseRequest.MANAGER_DECISION));

        Seen financeTask = jobTask(instance);
        assertThat(financeTask.value().path("customHeaders").toString()).contains("finance");
        world.client
                .newCompleteCommand(financeTask.key())
                .variables(approvedAs(PurchaseRequest.FINANCE_DECISION))
                .send()
                .join();

        awaitEnd(instance, PurchaseRequest.ORDER_PLACED_END);
        assertThat(world.orders.requests(item)).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/orders");
            assertThat(request.authorization()).isEqualTo("Bearer s3cr3t-token");
            assertThat(request.body()).contains("\"amount\":6000").contains("\"costCentre\":\"4100\"");
        });
        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("Ordered: " + item);
        assertThat(mail.getMessageID()).matches("<countersign-job-\\d+@localhost>");
        assertThat(Landscape.textOf(mail))
                .contains("Order number: PO-")
                .contains("https://countersign.example/requests/" + instance);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(audited(instance))
                        .contains("operation.called", "notification.queued", "notification.sent"));
    }

    @Test
    void asksFinanceForNothingWithinTheLimit() throws Exception {
        long instance = start(Map.of("amount", 200));

        world.completeNative(nativeTask(instance).key(), approvedAs(PurchaseRequest.MANAGER_DECISION));

        awaitEnd(instance, PurchaseRequest.ORDER_PLACED_END);
        assertThat(world.records(instance, "JOB", "CREATED"))
                .extracting(record -> record.value().path("type").asString())
                .doesNotContain("io.camunda.zeebe:userTask");
    }

    @Test
    void tellsTheRequesterWhyItWasRejected() throws Exception {
        long instance = start(Map.of("amount", 200));

        world.completeNative(
                nativeTask(instance).key(),
                Map.of(
                        PurchaseRequest.MANAGER_DECISION,
                        Map.of(
                                "outcome",
                                "rejected",
                                "votes",
                                List.of(Map.of("by", "max", "outcome", "rejected", "comment", "Use the old one.")))));

        awaitEnd(instance, PurchaseRequest.REJECTED_END);
        assertThat(Landscape.textOf(onlyMail())).contains("Why: Use the old one.");
        assertThat(world.orders.requests(item)).isEmpty();
    }

    @Test
    void tellsTheRequesterThatTheOrderWasRefused() throws Exception {
        world.orders.answer(item, request -> Answer.json(422, "{\"message\":\"The supplier is closed.\"}"));
        long instance = start(Map.of("amount", 200));

        world.completeNative(nativeTask(instance).key(), approvedAs(PurchaseRequest.MANAGER_DECISION));

        awaitEnd(instance, PurchaseRequest.ORDER_NOT_PLACED_END);
        assertThat(Landscape.textOf(onlyMail())).contains("Why: The supplier is closed.");
        assertThat(world.db
                        .sql("select outcome from operation_execution where process_instance_key = ?")
                        .param(instance)
                        .query(String.class)
                        .list())
                .containsExactly("BUSINESS_ERROR");
    }

    @Test
    void remindsTheManagerThreeTimesAtMost() throws Exception {
        long instance = start(Map.of("amount", 200, PurchaseRequest.REMINDER_AFTER, "PT1S"));

        await().atMost(LONG).until(() -> mailsAbout("Waiting for your approval: " + item) == 3);
        world.completeNative(nativeTask(instance).key(), approvedAs(PurchaseRequest.MANAGER_DECISION));

        awaitEnd(instance, PurchaseRequest.ORDER_PLACED_END);
        assertThat(mailsAbout("Waiting for your approval: " + item)).isEqualTo(3);
    }

    @Test
    void asksTheStandInsWhereNobodyKnowsTheRequester() {
        long instance = world.startUnknown(PurchaseRequest.PROCESS_ID, request(Map.of("amount", 200)));

        Seen task = nativeTask(instance);
        assertThat(task.value().path("assignee").asString()).isEmpty();
        assertThat(task.value().path("candidateGroupsList").toString()).contains("managers");
    }

    private long start(Map<String, Object> more) {
        return world.start(PurchaseRequest.PROCESS_ID, requester, request(more));
    }

    private Map<String, Object> request(Map<String, Object> more) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("item", item, "category", "hardware", "supplier", "ACME", "costCentre", "4100"));
        variables.putAll(more);
        return variables;
    }

    private Seen nativeTask(long instance) {
        return await().atMost(LONG)
                .until(() -> world.records(instance, "USER_TASK", "CREATED"), tasks -> tasks.size() == 1)
                .getFirst();
    }

    private Seen jobTask(long instance) {
        return await().atMost(LONG)
                .until(
                        () -> world.records(instance, "JOB", "CREATED").stream()
                                .filter(record -> record.value()
                                        .path("elementId")
                                        .asString()
                                        .equals(PurchaseRequest.FINANCE_TASK))
                                .toList(),
                        jobs -> jobs.size() == 1)
                .getFirst();
    }

    private void awaitEnd(long instance, String end) {
        await().atMost(LONG)
                .until(() -> world.ended(instance, end) && world.ended(instance, PurchaseRequest.PROCESS_ID));
        await().atMost(LONG)
                .until(() -> !world.mailsTo(requester + "@example.com").isEmpty());
    }

    private MimeMessage onlyMail() {
        assertThat(world.mailsTo(requester + "@example.com")).hasSize(1);
        return world.mailsTo(requester + "@example.com").getFirst();
    }

    private long mailsAbout(String subject) {
        return world.mailsTo("max@example.com").stream()
                .filter(mail -> subject.equals(subjectOf(mail)))
                .count();
    }

    private static String subjectOf(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> audited(long instance) {
        return world.db
                .sql("select action from audit_entry where process_instance_key = ?")
                .param(instance)
                .query(String.class)
                .list();
    }

    private static Map<String, Object> approvedAs(String variable) {
        return Map.of(variable, Map.of("outcome", "approved", "votes", List.of()));
    }
}
