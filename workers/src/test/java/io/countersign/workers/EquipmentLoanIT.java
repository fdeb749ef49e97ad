package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.processes.EquipmentLoan;
import io.countersign.processes.JobTypes;
import io.countersign.processes.ShippedResource;
import io.countersign.processes.WorkerVariables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The example that reads and writes a database. */
class EquipmentLoanIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Landscape world = Landscape.shared();
    private final String requester = world.newRequester();
    private final ReadModel readModel = new ReadModel(world.db);
    private final String article = "beamer-" + UUID.randomUUID();

    @Test
    void notesTheLoanThatWasApproved() throws Exception {
        world.store().sql("insert into equipment values (?, 1)").param(article).update();
        long instance = start();

        decide(instance, "approved");

        await().atMost(LONG).until(() -> world.ended(instance, EquipmentLoan.GRANTED_END));
        long number = world.store()
                .sql("select number from loan where article = ? and returned = date '2026-12-24'")
                .param(article)
                .query(Long.class)
                .single();
        assertThat(world.records(instance, "VARIABLE", "CREATED").stream()
                        .filter(variable ->
                                variable.value().path("name").asString().equals(EquipmentLoan.LOAN_NUMBER))
                        .map(variable -> variable.value().path("value").asString()))
                .containsExactly(String.valueOf(number));
    }

    @Test
    void keepsARecordOfTheDecisionWithTheRequest() throws Exception {
        world.store().sql("insert into equipment values (?, 1)").param(article).update();
        long instance = start();

        decide(instance, "approved");

        await().atMost(LONG).until(() -> world.ended(instance, EquipmentLoan.GRANTED_END));
        assertThat(world.incidents(instance)).isEmpty();
        String id = world.db
                .sql(
                        "select id from task_attachment where process_instance_key = ? and name = ? and content is not null")
                .params(instance, "Loan - " + article + ".pdf")
                .query(String.class)
                .single();
        assertThat(world.records(instance, "VARIABLE", "CREATED").stream()
                        .filter(variable ->
                                variable.value().path("name").asString().equals(WorkerVariables.RECORD))
                        .map(variable -> variable.value().path("value").asString()))
                .singleElement()
                .asString()
                .contains(id);
    }

    @Test
    void notesNothingThatWasRefusedOrIsNotThere() throws Exception {
        world.store().sql("insert into equipment values (?, 1)").param(article).update();
        long refused = start();
        decide(refused, "rejected");
        await().atMost(LONG).until(() -> world.ended(refused, EquipmentLoan.REFUSED_END));
        assertThat(world.store()
                        .sql("select count(*) from loan where article = ?")
                        .param(article)
                        .query(Long.class)
                        .single())
                .isZero();

        world.store()
                .sql("update equipment set total = 0 where article = ?")
                .param(article)
                .update();
        long none = start();
        await().atMost(LONG).until(() -> world.ended(none, EquipmentLoan.NOT_POSSIBLE_END));
    }

    private long start() {
        for (ShippedResource resource : ShippedResource.examples()) {
            world.deploy(resource.name(), new String(resource.bytes(), StandardCharsets.UTF_8));
        }
        return world.start(EquipmentLoan.PROCESS_ID, requester, Map.of("article", article, "returned", "2026-12-24"));
    }

    private void decide(long instance, String outcome) throws Exception {
        long task = await().atMost(LONG)
                .until(() -> world.records(instance, "USER_TASK", "CREATED"), tasks -> tasks.size() == 1)
                .getFirst()
                .key();
        world.completeNative(task, Map.of(EquipmentLoan.LOAN_DECISION, Map.of("outcome", outcome, "votes", List.of())));
        long record = await().atMost(LONG)
                .until(
                        () -> world.records(instance, "JOB", "CREATED").stream()
                                .filter(job ->
                                        job.value().path("type").asString().equals(JobTypes.DECISION_RECORD))
                                .toList(),
                        jobs -> jobs.size() == 1)
                .getFirst()
                .key();
        // there is no engine here to do it
        readModel.instance(instance, instance, EquipmentLoan.PROCESS_ID, "Equipment loan", null);
        readModel.variables(instance, Map.of("article", "\"" + article + "\""));
        readModel.task(task, instance, "Approve the loan", "{\"policy\":\"any\"}");
        readModel.vote(task, "max", null, outcome, "As discussed.", true, "2026-11-23T10:00:00Z");
        readModel.job(record, instance, JobTypes.DECISION_RECORD);
    }
}
