package io.countersign.engine.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineIT;
import io.countersign.engine.Uploads;
import io.countersign.engine.identity.Role;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DraftsIT extends EngineIT {

    private final String process = uniqueId("draft");
    private final String id = UUID.randomUUID().toString();

    @Autowired
    private DraftAging aging;

    @Test
    void keepsWhatSomebodyHasBegunForNobodyElse() {
        Client ann = person(Role.USER);
        Client ben = person(Role.USER, Role.OPERATOR, Role.ADMIN, Role.AUDITOR);

        Answer saved = save(ann, id, Map.of("item", "Ladder", "amount", 950.10, "lines", List.of(1)), 0);

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body().path("version").intValue()).isEqualTo(1);
        JsonNode read = ann.get("/api/v1/drafts/" + id).body();
        assertThat(read.path("processId").stringValue()).isEqualTo(process);
        assertThat(read.path("formKey").stringValue()).isEqualTo("4711");
        assertThat(read.path("values").path("amount").decimalValue()).isEqualByComparingTo("950.10");
        assertThat(ann.get("/api/v1/drafts").body().path("items"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("summary").toString())
                        .contains("Ladder", "950.1")
                        .doesNotContain("lines"));

        assertThat(ben.get("/api/v1/drafts/" + id).status()).isEqualTo(404);
        assertThat(ben.get("/api/v1/drafts").body().path("items").isEmpty()).isTrue();
        assertThat(save(ben, id, Map.of("item", "mine"), 1).status()).isEqualTo(409);
        assertThat(save(ben, id, Map.of("item", "mine"), 0).status()).isEqualTo(409);
        assertThat(ben.delete("/api/v1/drafts/" + id).status()).isEqualTo(404);
        assertThat(ann.get("/api/v1/drafts/" + id)
                        .body()
                        .path("values")
                        .path("item")
                        .stringValue())
                .isEqualTo("Ladder");
        assertThat(jdbc.sql("select count(*) from audit_entry where object_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void losesNoWordWhereTwoBrowsersWrite() {
        Client ann = person(Role.USER);
        save(ann, id, Map.of("note", "one"), 0);

        assertThat(save(ann, id, Map.of("note", "two"), 1).status()).isEqualTo(200);
        Answer late = save(ann, id, Map.of("note", "from the other tab"), 1);
        Answer repeated = save(ann, id, Map.of("note", "two"), 1);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("draft-changed");
        assertThat(repeated.status()).as("an answer that got lost").isEqualTo(200);
        assertThat(repeated.body().path("version").intValue()).isEqualTo(2);
    }

    @Test
    void isDeletedAndCanBeBroughtBack() {
        Client ann = person(Role.USER);
        save(ann, id, Map.of("note", "one"), 0);

        assertThat(ann.delete("/api/v1/drafts/" + id).status()).isEqualTo(204);
        assertThat(ann.delete("/api/v1/drafts/" + id).status()).isEqualTo(404);
        assertThat(save(ann, id, Map.of("note", "two"), 1).problem()).isEqualTo("draft-gone");
        assertThat(save(ann, id, Map.of("note", "one"), 0).status()).isEqualTo(200);
    }

    @Test
    void takesOnlySoMuch() {
        Client ann = person(Role.USER);

        assertThat(save(ann, id, Map.of("note", "x".repeat(262_200)), 0).status())
                .isEqualTo(413);
        assertThat(save(ann, id, Map.of("note", "x".repeat(262_000)), 0).status())
                .isEqualTo(200);
        assertThat(save(ann, id, List.of(1), 0).status()).isEqualTo(400);
        assertThat(ann.put("/api/v1/drafts/" + id, Map.of("processId", process, "version", 0))
                        .status())
                .isEqualTo(400);
        assertThat(ann.put("/api/v1/drafts/no-uuid", Map.of("processId", process, "values", Map.of(), "version", 0))
                        .status())
                .isEqualTo(400);
        for (int i = 1; i < 50; i++) {
            assertThat(save(ann, UUID.randomUUID().toString(), Map.of(), 0).status())
                    .isEqualTo(200);
        }
        assertThat(save(ann, UUID.randomUUID().toString(), Map.of(), 0).problem())
                .isEqualTo("too-many-drafts");
        assertThat(system(Role.USER).get("/api/v1/drafts").body().path("items").isEmpty())
                .isTrue();
        assertThat(save(system(Role.USER), UUID.randomUUID().toString(), Map.of(), 0)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isSentOnceHoweverManySendIt() throws Exception {
        deployServiceTask(process);
        Client ann = person(Role.USER);
        save(ann, id, Map.of("item", "Ladder"), 0);

        List<Answer> answers = atOnce(20, () -> send(ann, Map.of("item", "Ladder")));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream()
                        .map(answer -> answer.body().path("processInstanceKey").stringValue())
                        .distinct())
                .hasSize(1);
        assertThat(starts()).isEqualTo(1);
        assertThat(ann.get("/api/v1/drafts/" + id).status()).isEqualTo(404);
        assertThat(save(ann, id, Map.of("item", "Ladder"), 0).problem())
                .as("what is saved late brings nothing back")
                .isEqualTo("draft-gone");
        assertThat(send(ann, Map.of("item", "Another one")).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void staysAwayWhereItIsSavedWhileItIsSent() throws Exception {
        deployServiceTask(process);
        Client ann = person(Role.USER);

        atOnce(
                20,
                turn -> turn % 2 == 0
                        ? () -> send(ann, Map.of("item", "Ladder"))
                        : () -> save(ann, id, Map.of("item", "Ladder"), 0));

        assertThat(starts()).isEqualTo(1);
        assertThat(ann.get("/api/v1/drafts").body().path("items").isEmpty()).isTrue();
    }

    @Test
    void outlivesAStartThatIsNotAccepted() {
        Client ann = person(Role.USER);
        save(ann, id, Map.of("item", "Ladder"), 0);

        assertThat(send(ann, Map.of("item", "Ladder")).problem()).isEqualTo("unknown-process");

        assertThat(ann.get("/api/v1/drafts/" + id).status()).isEqualTo(200);
    }

    @Test
    void leavesOtherPeoplesDraftsAlone() {
        deployServiceTask(process);
        Client ann = person(Role.USER);
        save(ann, id, Map.of("item", "Ladder"), 0);

        assertThat(send(person(Role.USER), Map.of("item", "Ladder")).status()).isEqualTo(200);

        assertThat(ann.get("/api/v1/drafts/" + id).status()).isEqualTo(200);
    }

    @Test
    void carriesItsFilesIntoTheRequest() throws Exception {
        deployServiceTask(process);
        Client ann = person(Role.USER);
        Client ben = person(Role.USER);
        String offer = upload(ann, "offer.txt");
        String plan = upload(ann, "plan.txt");

        assertThat(save(ben, UUID.randomUUID().toString(), Map.of(), 0, offer).problem())
                .isEqualTo("attachment-unknown");
        Answer saved = save(ann, id, Map.of("item", "Ladder"), 0, offer, plan);
        assertThat(saved.body().path("attachments").size()).isEqualTo(2);
        assertThat(ben.get("/api/v1/attachments/" + offer).status()).isEqualTo(404);
        assertThat(save(ann, id, Map.of("item", "Ladder"), 1, offer)
                        .body()
                        .path("attachments")
                        .path(0)
                        .path("name")
                        .stringValue())
                .isEqualTo("offer.txt");
        assertThat(ann.get("/api/v1/attachments/" + plan).status()).isEqualTo(404);
        ann.delete("/api/v1/drafts/" + id);
        Answer back = save(ann, id, Map.of("item", "Ladder"), 0, offer);
        assertThat(back.body().path("attachments").size()).isEqualTo(1);

        List<Answer> answers = atOnce(8, () -> send(ann, Map.of("item", "Ladder")));

        String instance = answers.getFirst().body().path("processInstanceKey").stringValue();
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(jdbc.sql("""
                        select count(*) from task_attachment a join start_request s on s.id = a.start_id
                        where s.process_instance_key = cast(? as bigint) and a.draft_id is null and a.name = 'offer.txt'
                        """).param(instance).query(Integer.class).single()).isEqualTo(1);
        assertThat(ann.get("/api/v1/requests/" + instance)
                        .body()
                        .path("attachments")
                        .path(0)
                        .path("attachmentId")
                        .stringValue())
                .isEqualTo(offer);
    }

    @Test
    void isForgottenAfterItsTime() {
        Client ann = person(Role.USER);
        String young = UUID.randomUUID().toString();
        save(ann, id, Map.of(), 0);
        save(ann, young, Map.of(), 0);
        touchedDaysAgo(id, 91);
        touchedDaysAgo(young, 89);
        String deleted = UUID.randomUUID().toString();
        String file = upload(ann, "offer.txt");
        save(ann, deleted, Map.of(), 0, file);
        ann.delete("/api/v1/drafts/" + deleted);

        aging.forgetOldDrafts();

        assertThat(ann.get("/api/v1/drafts/" + id).status()).isEqualTo(404);
        assertThat(ann.get("/api/v1/drafts/" + young).status()).isEqualTo(200);
        assertThat(ann.get("/api/v1/attachments/" + file).status())
                .as("it may be brought back")
                .isEqualTo(200);
        jdbc.sql("update request_draft set deleted_at = deleted_at - interval '25 hours' where id = cast(? as uuid)")
                .param(deleted)
                .update();
        aging.forgetOldDrafts();
        assertThat(ann.get("/api/v1/attachments/" + file).status()).isEqualTo(404);
    }

    private void touchedDaysAgo(String draft, int days) {
        jdbc.sql("update request_draft set updated_at = ? where id = cast(? as uuid)")
                .params(OffsetDateTime.now(ZoneOffset.UTC).minusDays(days), draft)
                .update();
    }

    private int starts() {
        return jdbc.sql("select count(*) from start_request where process_id = ?")
                .param(process)
                .query(Integer.class)
                .single();
    }

    private Answer save(Client who, String draft, Object values, int version, String... files) {
        return who.put(
                "/api/v1/drafts/" + draft,
                Map.of(
                        "processId",
                        process,
                        "formKey",
                        "4711",
                        "values",
                        values,
                        "attachments",
                        files,
                        "version",
                        version));
    }

    private static String upload(Client who, String name) {
        return Uploads.send(who, "/api/v1/attachments", name, "Just words.".getBytes(UTF_8))
                .body()
                .path("attachmentId")
                .stringValue();
    }

    private Answer send(Client who, Map<String, Object> variables) {
        return who.send(
                "POST",
                "/v2/process-instances",
                Map.of("processDefinitionId", process, "variables", variables),
                "Idempotency-Key",
                id);
    }

    private static List<Answer> atOnce(int threads, Callable<Answer> act) throws Exception {
        return atOnce(threads, turn -> act);
    }

    private static List<Answer> atOnce(int threads, IntFunction<Callable<Answer>> acts) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Answer>> running =
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(acts).toList());
            var answers = new ArrayList<Answer>();
            for (Future<Answer> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
