package io.countersign.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.commands.CommandFinished.Finished;
import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What requesters do with requests that run; the engine itself is away. */
@EngineTest
class RequestActsIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;
    private final WithdrawalOutcomes outcomes;
    private final TransactionTemplate transaction;

    private final String group;
    private final Player ann;
    private final Player ben;
    private final long instance;

    @Autowired
    RequestActsIT(
            JdbcClient jdbc, ApplicationContext engine, WithdrawalOutcomes outcomes, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
        this.outcomes = outcomes;
        this.transaction = transaction;
        this.group = cast.group();
        this.ann = cast.user();
        this.ben = cast.user(group);
        this.instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), "order-1");
    }

    @Test
    void takesARequestBackAtOnce() {
        long task = rows.task().of(instance).groups(group).approval("{}").create();

        Answer withdrawn = withdraw(ann, instance, "  I found one in the cellar. ");

        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(withdrawn.body().path("withdrawal").path("reason").stringValue())
                .isEqualTo("I found one in the cellar.");
        assertThat(withdrawn.body().path("withdrawal").path("at").stringValue()).isNotBlank();
        assertThat(may(withdrawn, "withdraw")).isEqualTo("request-already-withdrawn");
        JsonNode seen = ben.browser().get("/api/v1/tasks/" + task).body();
        assertThat(seen.path("state").stringValue()).isEqualTo("CANCELED");
        assertThat(seen.path("withdrawal").path("reason").stringValue()).isEqualTo("I found one in the cellar.");
        assertThat(decide(ben, task).problem()).isEqualTo("task-canceled");
        assertThat(ben.browser().post("/api/v1/tasks/" + task + "/claim", null).problem())
                .isEqualTo("task-canceled");
        assertThat(count(
                        "select count(*) from engine_command where kind = 'CANCEL_INSTANCE' and target = ?",
                        "" + instance))
                .isEqualTo(1);
        assertThat(ann.browser()
                        .get("/api/v1/audit-entries?processInstanceKey=" + instance)
                        .body()
                        .path("items"))
                .anySatisfy(entry -> {
                    assertThat(entry.path("action").stringValue()).isEqualTo("request.withdrawn");
                    assertThat(entry.path("comment").stringValue()).isEqualTo("I found one in the cellar.");
                });
    }

    @Test
    void isWithdrawnOnceAndByItsRequesterOnly() throws Exception {
        rows.task().of(instance).groups(group).create();
        Player stranger = cast.user();
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));

        assertThat(withdraw(ben, instance, null).problem()).isEqualTo("not-your-request");
        assertThat(withdraw(operator, instance, null).problem()).isEqualTo("not-your-request");
        assertThat(withdraw(stranger, instance, null).status()).isEqualTo(403);
        assertThat(withdraw(ann, 4711, null).status()).isEqualTo(404);
        assertThat(withdraw(ann, instance, "x".repeat(1001)).status()).isEqualTo(400);

        List<Answer> answers = atOnce(8, () -> withdraw(ann, instance, null));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Answer::problem)
                .containsOnly("request-already-withdrawn");
    }

    @Test
    void isNotWithdrawnWhereItHasEndedOrIsPartOfAnother() {
        long called = rows.instance("p", 1, "ACTIVE", instance);
        assertThat(withdraw(ann, called, null).problem()).isEqualTo("part-of-a-request");
        jdbc.sql("update process_instance set state = 'COMPLETED', ended_at = now() where key = ?")
                .param(instance)
                .update();

        assertThat(withdraw(ann, instance, null).problem()).isEqualTo("request-ended");
        assertThat(remind(ann, instance).problem()).isEqualTo("request-ended");
    }

    @Test
    void isNotWithdrawnWhereTheModelSaysNever() {
        String process = Cast.unique("p");
        long definition = rows.process(process, 1, """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
                  <process id="%s"><extensionElements><zeebe:properties>
                    <zeebe:property name="io.countersign.withdraw" value="never"/>
                  </zeebe:properties></extensionElements></process>
                </definitions>""".formatted(process), null);
        long theirs = rows.instance(process, definition, "ACTIVE", null);
        rows.requested(theirs, ann.username(), null);

        Answer refused = withdraw(ann, theirs, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("withdrawal-not-allowed");
        assertThat(may(ann.browser().get("/api/v1/requests/" + theirs), "withdraw"))
                .isEqualTo("withdrawal-not-allowed");
    }

    @Test
    void letsNobodyDecideWhatWasWithdrawn() throws Exception {
        for (int round = 0; round < 20; round++) {
            long theirs = rows.instance("p", 1, "ACTIVE", null);
            rows.requested(theirs, ann.username(), null);
            long task = rows.task().of(theirs).groups(group).approval("{}").create();

            List<Answer> answers = atOnce(List.of(() -> withdraw(ann, theirs, null), () -> decide(ben, task)));

            assertThat(answers.getFirst().status()).isEqualTo(200);
            boolean decided = answers.getLast().status() == 200;
            assertThat(count("select count(*) from task_decision where task_key = cast(? as bigint)", "" + task))
                    .isEqualTo(decided ? 1 : 0);
            if (decided) {
                assertThat(jdbc.sql("""
                                select (select id from audit_entry where action = 'task.decided' and process_instance_key = :key)
                                    < (select id from audit_entry where action = 'request.withdrawn' and process_instance_key = :key)
                                """)
                                .param("key", theirs)
                                .query(Boolean.class)
                                .single())
                        .as("who decided was first")
                        .isTrue();
            } else {
                assertThat(answers.getLast().problem()).isEqualTo("task-canceled");
            }
        }
    }

    @Test
    void wasNotWithdrawnWhereItHadEndedBefore() {
        withdraw(ann, instance, null);

        finished(State.REFUSED, Outcome.CANCELED);
        assertThat(withdrawal()).isTrue();
        finished(State.DONE, Outcome.OK);
        assertThat(withdrawal()).isTrue();
        finished(State.REFUSED, Outcome.NOT_FOUND);
        assertThat(withdrawal()).isFalse();
    }

    @Test
    void remindsThoseItWaitsFor() {
        Player chris = cast.user(group);
        withAddress(ben, "ben@example.org", "de");
        withAddress(chris, null, null);
        withAddress(ann, "ann@example.org", null);
        long task = rows.task().of(instance).groups(group).users(ann.username()).create();
        long other = rows.task().create();

        Answer reminded = remind(ann, instance);

        assertThat(reminded.status()).isEqualTo(200);
        assertThat(reminded.body().path("remindedAt").isNull()).isFalse();
        assertThat(may(reminded, "remind")).isEqualTo("reminded-already");
        assertThat(ben.browser()
                        .get("/api/v1/tasks/" + task)
                        .body()
                        .path("remindedAt")
                        .isNull())
                .isFalse();
        assertThat(ben.browser()
                        .get("/api/v1/tasks/" + other)
                        .body()
                        .path("remindedAt")
                        .isNull())
                .isTrue();
        assertThat(jdbc.sql("""
                        select subject || ' | ' || text_body from notification where process_instance_key = ? and job_key is null
                            and recipients -> 'to' ->> 0 = 'ben@example.org'
                        """).param(instance).query(String.class).list())
                .singleElement()
                .asString()
                .startsWith("Erinnerung: Approve it (p, order-1)")
                .contains("Mr " + ann.username() + " bittet Sie");
        assertThat(count(
                        "select count(*) from notification where process_instance_key = cast(? as bigint)",
                        "" + instance))
                .as("no mail to the requester, none to somebody without an address")
                .isEqualTo(1);

        Answer again = remind(ann, instance);

        assertThat(again.problem()).isEqualTo("reminded-already");
        assertThat(again.body().path("detail").stringValue()).contains("You can do it again in 24 hours.");
        jdbc.sql(
                        "update request_reminder set reminded_at = reminded_at - interval '25 hours' where process_instance_key = ?")
                .param(instance)
                .update();
        assertThat(remind(ann, instance).status()).isEqualTo(200);
        assertThat(count(
                        "select count(*) from audit_entry where action = 'request.reminded' and object_id = ?",
                        "" + instance))
                .isEqualTo(2);
    }

    @Test
    void remindsWhoeverHasTheTaskAlone() {
        Player chris = cast.user(group);
        withAddress(ben, "ben@example.org", null);
        withAddress(chris, "chris@example.org", null);
        long task = rows.task().of(instance).groups(group).create();
        ben.browser().post("/api/v1/tasks/" + task + "/claim", null);

        remind(ann, instance);

        assertThat(recipients()).containsExactly("ben@example.org");
    }

    @Test
    void remindsOnlyThoseWhoHaveNotVoted() {
        Player chris = cast.user(group);
        withAddress(ben, "ben@example.org", null);
        Player away = cast.user(group);
        withAddress(chris, "chris@example.org", null);
        withAddress(away, "away@example.org", null);
        long task = rows.task()
                .of(instance)
                .groups(group)
                .approval("{\"policy\": \"quorum\", \"quorum\": 2}")
                .create();
        decide(ben, task);
        jdbc.sql("update task_decision set on_behalf_of = ? where task_key = ?")
                .params(away.username(), task)
                .update();

        remind(ann, instance);

        assertThat(recipients()).containsExactly("chris@example.org");
    }

    @Test
    void writesToTwentyPeopleAtMost() {
        for (int i = 0; i < 22; i++) {
            Player member = cast.user(group);
            withAddress(member, member.username() + "@example.org", null);
        }
        rows.task().of(instance).groups(group).create();

        remind(ann, instance);

        assertThat(recipients()).hasSize(20);
    }

    @Test
    void remindsNobodyWhereNobodyHasToDoAnything() throws Exception {
        assertThat(remind(ann, instance).problem()).isEqualTo("nobody-to-remind");
        rows.task().of(instance).groups(group).create();
        assertThat(remind(ben, instance).problem()).isEqualTo("not-your-request");

        List<Answer> answers = atOnce(8, () -> remind(ann, instance));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        withdraw(ann, instance, null);
        assertThat(remind(ann, instance).problem()).isEqualTo("request-already-withdrawn");
    }

    @Test
    void findsRequestsByStateAndWords() {
        rows.variable(instance, instance, "item", "\"Ladder, 50 %\"");
        long ended = rows.instance("p", 1, "COMPLETED", null);
        rows.requested(ended, ann.username(), "order-2");
        long withdrawn = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(withdrawn, ann.username(), "order-3");
        withdraw(ann, withdrawn, null);

        assertThat(found("?state=OPEN")).containsExactly(instance);
        assertThat(found("?state=ENDED")).containsExactly(withdrawn, ended);
        assertThat(found("")).containsExactly(withdrawn, ended, instance);
        assertThat(found("?q=LADDER%20order")).containsExactly(instance);
        assertThat(found("?q=50%20%25")).containsExactly(instance);
        assertThat(found("?q=ladder%20order-2")).isEmpty();
        assertThat(found("?q=order-2&state=ENDED")).containsExactly(ended);
        assertThat(found("?q=_")).isEmpty();
        JsonNode first = ann.browser().get("/api/v1/requests?q=order&limit=2").body();
        assertThat(found("?q=order&limit=2&cursor=" + first.path("nextCursor").stringValue()))
                .containsExactly(instance);
        assertThat(ann.browser().get("/api/v1/requests?q=" + "x".repeat(201)).status())
                .isEqualTo(400);
        assertThat(ann.browser().get("/api/v1/requests?state=SOME").status()).isEqualTo(400);
    }

    private List<Long> found(String query) {
        var keys = new ArrayList<Long>();
        ann.browser()
                .get("/api/v1/requests" + query)
                .body()
                .path("items")
                .forEach(row ->
                        keys.add(Long.valueOf(row.path("processInstanceKey").stringValue())));
        return keys;
    }

    private void finished(State state, Outcome outcome) {
        var status = new CommandStatus(1, state, outcome, null, Map.of());
        transaction.executeWithoutResult(
                running -> outcomes.finished(List.of(new Finished(new CancelInstance(instance), null, status))));
    }

    private boolean withdrawal() {
        return !ann.browser()
                .get("/api/v1/requests/" + instance)
                .body()
                .path("withdrawal")
                .isNull();
    }

    private List<String> recipients() {
        return jdbc.sql("select d.address from notification n join notification_delivery d on d.notification_id = n.id"
                        + " where process_instance_key = ? order by 1")
                .param(instance)
                .query(String.class)
                .list();
    }

    private void withAddress(Player player, @Nullable String address, @Nullable String locale) {
        jdbc.sql("update app_user set email = :email, locale = :locale where username = :name")
                .param("email", address)
                .param("locale", locale)
                .param("name", player.username())
                .update();
    }

    private static Answer withdraw(Player who, long key, @Nullable String reason) {
        return who.browser()
                .post("/api/v1/requests/" + key + "/withdrawal", reason == null ? null : Map.of("reason", reason));
    }

    private static Answer remind(Player who, long key) {
        return who.browser().post("/api/v1/requests/" + key + "/reminder", null);
    }

    private static Answer decide(Player who, long task) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"));
    }

    /** Why not, empty where it is allowed. */
    private static String may(Answer request, String act) {
        return request.body().path("may").path(act).path("reason").asString("");
    }

    private int count(String sql, String of) {
        return jdbc.sql(sql).param(of).query(Integer.class).single();
    }

    private static List<Answer> atOnce(int threads, Callable<Answer> act) throws Exception {
        return atOnce(IntStream.range(0, threads).mapToObj(turn -> act).toList());
    }

    private static List<Answer> atOnce(List<Callable<Answer>> acts) throws Exception {
        try (var pool = Executors.newFixedThreadPool(acts.size())) {
            var answers = new ArrayList<Answer>();
            for (Future<Answer> answer : pool.invokeAll(acts)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
