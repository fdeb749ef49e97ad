package io.countersign.engine.tasks;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Many tasks at once over HTTP: asking before, deciding, repeating, undoing. The engine is away; what it would be told waits. */
@EngineTest
class BulkDecisionsIT {

    private static final String BULK = "/api/v1/bulk-decisions";

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;
    private final DecideInBulk decisions;
    private final String finance;
    private final Player ann;

    @Autowired
    BulkDecisionsIT(JdbcClient jdbc, ApplicationContext engine, DecideInBulk decisions) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
        this.decisions = decisions;
        this.finance = cast.group();
        this.ann = cast.user(finance);
    }

    @Test
    void decidesWhatItMayAndSaysWhyNotTheRest() {
        Map<Long, String> mixed = mixed();

        JsonNode check = check(List.copyOf(mixed.keySet()), "approved").body();
        Answer answer = decide(List.copyOf(mixed.keySet()), Map.of("outcome", "approved", "comment", "as planned"));

        assertThat(answer.status()).isEqualTo(200);
        var results = new LinkedHashMap<Long, String>();
        items(answer)
                .forEach(item -> results.put(
                        Long.parseLong(item.path("taskKey").stringValue()),
                        item.path("code").asString(item.path("result").stringValue())));
        assertThat(results).containsExactlyEntriesOf(mixed);
        assertThat(items(answer))
                .allSatisfy(item -> assertThat(item.path("message").isNull())
                        .isEqualTo(!item.path("result").stringValue().equals("refused")));

        var foreseen = new HashMap<Long, String>();
        check.path("allowed").forEach(key -> foreseen.put(Long.parseLong(key.stringValue()), "allowed"));
        check.path("refused")
                .forEach(reason -> reason.path("taskKeys")
                        .forEach(key -> foreseen.put(
                                Long.parseLong(key.stringValue()),
                                reason.path("code").stringValue())));
        mixed.replaceAll((key, result) -> result.equals("decided") || result.equals("voted") ? "allowed" : result);
        assertThat(foreseen).isEqualTo(mixed);
        assertThat(check.path("refused").path(0).path("code").stringValue()).isEqualTo("excluded-requester");
        assertThat(check.path("refused").path(0).path("taskKeys").size()).isEqualTo(2);
        assertThat(check.path("refused").path(0).path("message").stringValue())
                .isEqualTo("You can't approve this: you made the request.");

        String id = answer.body().path("bulkDecisionId").stringValue();
        mixed.forEach((task, result) -> {
            List<JsonNode> entries = audited(task, "task.decided", ann);
            assertThat(entries).hasSize(result.equals("allowed") ? 1 : 0);
            entries.forEach(entry ->
                    assertThat(entry.path("bulkDecisionId").stringValue()).isEqualTo(id));
            // asking was no try
            assertThat(audited(task, "task.refused", ann))
                    .hasSize(result.startsWith("excluded-") || result.equals("requester-unknown") ? 1 : 0);
        });
    }

    /** What comes of each of twenty and more tasks that Ann approves at once. */
    private Map<Long, String> mixed() {
        Player ben = cast.user(finance);
        var tasks = new LinkedHashMap<Long, String>();
        IntStream.range(0, 8).forEach(i -> tasks.put(approval("{}"), "decided"));
        for (int i = 0; i < 2; i++) {
            long instance = rows.instance("p", 1, "ACTIVE", null);
            rows.requested(instance, ann.username(), null);
            tasks.put(
                    rows.task()
                            .of(instance)
                            .groups(finance)
                            .approval("{\"exclude\": \"requester\"}")
                            .create(),
                    "excluded-requester");
        }
        tasks.put(approval("{\"exclude\": \"requester\"}"), "requester-unknown");
        tasks.put(approval("{\"exclude\": \"" + ann.username() + "\"}"), "excluded-by-name");
        long instance = rows.instance("p", 1, "ACTIVE", null);
        decideAlone(ann, rows.task().of(instance).groups(finance).approval("{}").create(), "approved");
        tasks.put(
                rows.task()
                        .of(instance)
                        .groups(finance)
                        .approval("{\"exclude\": \"previousApprovers\"}")
                        .create(),
                "excluded-previous-approver");
        tasks.put(approval("{\"policy\": \"quorum\", \"quorum\": 2}"), "voted");
        tasks.put(approval("{\"policy\": \"sometimes\"}"), "approval-policy-broken");
        long decided = approval("{}");
        decideAlone(ben, decided, "rejected");
        tasks.put(decided, "task-already-decided");
        long claimed = approval("{}");
        ben.browser().post("/api/v1/tasks/" + claimed + "/claim", null);
        tasks.put(claimed, "claimed-by-other");
        long canceled = approval("{}");
        rows.close(canceled, "CANCELED", null);
        tasks.put(canceled, "task-canceled");
        long elsewhere = approval("{}");
        rows.close(elsewhere, "COMPLETED", null);
        tasks.put(elsewhere, "task-completed-elsewhere");
        tasks.put(EngineRows.newKey(), "task-not-found");
        tasks.put(rows.task().groups(cast.group()).approval("{}").create(), "not-a-candidate");
        tasks.put(
                rows.task()
                        .groups(finance)
                        .form(rows.form(Cast.unique("form"), 1, REQUIRED))
                        .approval("{}")
                        .create(),
                "needs-data");
        tasks.put(rows.task().groups(finance).create(), "no-decision-asked");
        assertThat(tasks).hasSizeGreaterThanOrEqualTo(20);
        return tasks;
    }

    private static final String REQUIRED = """
            {"components": [{"type": "textfield", "key": "costCentre", "validate": {"required": true}}]}
            """;

    @Test
    void asksForDataOnlyWhereItIsMissingAndNeeded() {
        long form = rows.form(Cast.unique("form"), 1, REQUIRED);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.variable(instance, instance, "costCentre", "\"4711\"");
        long answered = rows.task()
                .of(instance)
                .groups(finance)
                .form(form)
                .approval("{}")
                .create();
        long missing = rows.task().groups(finance).form(form).approval("{}").create();
        long work = rows.task().groups(finance).create();
        long workWithData = rows.task().groups(finance).form(form).create();

        assertThat(results(decide(List.of(work, workWithData, answered), Map.of("outcome", "completed"))))
                .containsExactly("decided", "needs-data", "task-has-policy");
        assertThat(results(decide(List.of(answered), Map.of("outcome", "approved"))))
                .containsExactly("decided");
        assertThat(results(decide(List.of(missing), Map.of("outcome", "rejected"))))
                .containsExactly("decided");
    }

    @Test
    void namesWhomASubstituteActsForOnlyWhereThatIsUnclear() {
        Player sue = cast.user();
        Player ben = cast.user(cast.group());
        Player cat = cast.user();
        for (Player absent : List.of(ann, ben, cat)) {
            assertThat(absent.browser()
                            .post("/api/v1/substitutions", Map.of("substitute", sue.username()))
                            .status())
                    .isEqualTo(201);
        }
        long annsOrBens =
                rows.task().users(ann.username(), ben.username()).approval("{}").create();
        long cats = rows.task().users(cat.username()).approval("{}").create();
        long her = rows.task().users(sue.username()).approval("{}").create();
        List<Long> tasks = List.of(annsOrBens, cats, her);

        JsonNode check = check(sue, tasks, Map.of("outcome", "approved")).body();
        assertThat(check.path("refused").findValuesAsString("code")).containsExactly("on-behalf-of-whom");
        assertThat(check.path("actsFor").findValuesAsString("username"))
                .containsExactlyInAnyOrder(ann.username(), ben.username());
        Answer named = decide(sue, tasks, Map.of("outcome", "approved", "onBehalfOf", ben.username()));

        assertThat(results(named)).containsExactly("decided", "decided", "decided");
        assertThat(jdbc.sql("select on_behalf_of from task_decision where task_key = any (?) order by task_key")
                        .params(new Object[] {tasks.toArray(Long[]::new)})
                        .query(String.class)
                        .list())
                .containsExactly(ben.username(), cat.username(), null);
        undo(sue, named);
        JsonNode entry = sue.browser()
                .get("/api/v1/tasks/" + annsOrBens)
                .body()
                .path("history")
                .path(0);
        assertThat(entry.path("action").stringValue()).isEqualTo("task.decision-undone");
        assertThat(entry.path("onBehalfOf").path("name").stringValue()).isEqualTo(ben.username());
    }

    @Test
    void answersARepeatAsTheFirstTimeAndDecidesNothingTwice() {
        long open = approval("{\"policy\": \"quorum\", \"quorum\": 3}");
        List<Long> tasks = List.of(approval("{}"), open, EngineRows.newKey());
        String key = Cast.unique("bulk");
        Map<String, String> body = Map.of("outcome", "approved", "comment", "fine");

        Answer first = decide(ann, tasks, body, key);
        Answer second = decide(ann, tasks, body, key);
        Answer other = decide(ann, tasks, Map.of("outcome", "rejected"), key);
        Answer somebodyElses = decide(cast.user(finance), tasks, body, key);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        isTidy(other);
        assertThat(results(somebodyElses)).containsExactly("task-already-decided", "voted", "task-not-found");
        assertThat(audited(open, "task.decided", ann)).hasSize(1);
    }

    @Test
    void takesTheSameRequestFromManySidesAtOnceAsOne() {
        List<Long> tasks = IntStream.range(0, 20).mapToObj(i -> approval("{}")).toList();
        String key = Cast.unique("bulk");
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 4)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> decide(ann, tasks, Map.of("outcome", "approved"), key)))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(results(answer)).hasSize(20).containsOnly("decided"));
        assertThat(tasks).allSatisfy(task -> {
            assertThat(audited(task, "task.decided", ann)).hasSize(1);
            assertThat(commandsFor(task)).isEqualTo(1);
        });
    }

    @Test
    void finishesWhatAKilledServerLeftHalfDone() {
        List<Long> tasks = List.of(approval("{}"), approval("{}"), approval("{}"));
        var caller = new Caller(Caller.Kind.PERSON, ann.username(), "Ann", Set.of(Role.USER), Set.of(finance));
        var answer = new BulkAnswer(tasks, Outcome.APPROVED, null, null);
        String key = Cast.unique("bulk");
        UUID id = decisions.accept(caller, key, answer);
        decisions.decide(caller, id, tasks.getFirst(), answer);
        // long ago, as far as undoing goes
        jdbc.sql("update bulk_decision set undo_until = now() - interval '1 hour' where id = ?")
                .param(id)
                .update();

        Answer repeated = decide(ann, tasks, Map.of("outcome", "approved"), key);

        assertThat(repeated.body().path("bulkDecisionId").stringValue()).isEqualTo(id.toString());
        assertThat(results(repeated)).containsExactly("decided", "decided", "decided");
        assertThat(Instant.parse(repeated.body().path("undoUntil").stringValue()))
                .isAfter(Instant.now());
        assertThat(tasks)
                .allSatisfy(
                        task -> assertThat(audited(task, "task.decided", ann)).hasSize(1));
    }

    @Test
    void undoesSoThatEverythingIsAsBefore() {
        Player ben = cast.user(finance);
        long single = approval("{}");
        long claimed = approval("{}");
        ann.browser().post("/api/v1/tasks/" + claimed + "/claim", null);
        long conclusive = approval("{\"policy\": \"quorum\", \"quorum\": 2}");
        decideAlone(ben, conclusive, "approved");
        long changed = approval("{\"policy\": \"quorum\", \"quorum\": 2}");
        cast.user(finance);
        assertThat(ann.browser()
                        .post(
                                "/api/v1/tasks/" + changed + "/decision",
                                Map.of("outcome", "rejected", "comment", "no", "variables", Map.of("why", 7)))
                        .status())
                .isEqualTo(200);
        List<Long> tasks = List.of(single, claimed, conclusive, changed);
        List<JsonNode> before = shown(tasks);

        Answer decided = decide(tasks, Map.of("outcome", "approved", "comment", "yes"));
        assertThat(results(decided)).containsExactly("decided", "decided", "decided", "voted");
        assertThat(shown(tasks)).isNotEqualTo(before);
        Answer undone = undo(ann, decided);

        assertThat(undone.status()).isEqualTo(200);
        assertThat(undos(undone)).containsExactly("undone", "undone", "undone", "undone");
        assertThat(undone.body().path("undoneAt").isNull()).isFalse();
        assertThat(shown(tasks)).isEqualTo(before);
        assertThat(jdbc.sql("select cast(variables as text) from task_decision where task_key = ?")
                        .param(changed)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"why\": 7}");
        assertThat(tasks).allSatisfy(task -> {
            assertThat(commandsFor(task)).isZero();
            // what was said stays in the audit trail
            assertThat(audited(task, "task.decision-undone", ann))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.path("bulkDecisionId"))
                            .isEqualTo(decided.body().path("bulkDecisionId")));
        });
        assertThat(audited(changed, "task.decision-undone", ann)
                        .getFirst()
                        .path("restored")
                        .stringValue())
                .isEqualTo("rejected");
        assertThat(undo(ann, decided).body()).isEqualTo(undone.body());
        assertThat(results(decide(tasks, Map.of("outcome", "approved"))))
                .containsExactly("decided", "decided", "decided", "voted");
    }

    @Test
    void tellsTheRequesterOnlyWhatCannotBeUndoneAnyMore() {
        Player rita = cast.reachable();
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, rita.username(), null);
        long task = rows.task().of(instance).groups(finance).approval("{}").create();
        String waits = "select count(*) from notification_delivery d join notification n on n.id = d.notification_id"
                + " where n.task_key = ? and d.due_at > now()";

        Answer decided = decide(List.of(task), Map.of("outcome", "approved"));

        assertThat(jdbc.sql(waits).param(task).query(Long.class).single()).isEqualTo(1);
        assertThat(rita.browser().get("/api/v1/me/notices").body().path("items"))
                .isEmpty();

        undo(ann, decided);

        assertThat(jdbc.sql("select count(*) from notification where task_key = ?")
                        .param(task)
                        .query(Long.class)
                        .single())
                .isZero();
        decideAlone(ann, task, "rejected");
        assertThat(jdbc.sql("select subject from notification where task_key = ?")
                        .param(task)
                        .query(String.class)
                        .single())
                .startsWith("Rejected");
        assertThat(rita.browser().get("/api/v1/me/notices").body().path("items"))
                .hasSize(1);
    }

    /** Without what happened, which undoing does not undo. */
    private List<JsonNode> shown(List<Long> tasks) {
        return tasks.stream()
                .map(task -> {
                    JsonNode body = ann.browser().get("/api/v1/tasks/" + task).body();
                    return body.isObject() ? body.asObject().without("history") : body;
                })
                .toList();
    }

    @Test
    void saysWhatIsTooLateToUndo() {
        Player ben = cast.user(finance);
        cast.user(finance);
        long told = approval("{}");
        long counted = approval("{\"policy\": \"quorum\", \"quorum\": 2}");
        long changed = approval("{\"policy\": \"quorum\", \"quorum\": 2}");
        long canceled = approval("{}");
        long inTime = approval("{}");
        long refused = EngineRows.newKey();
        Answer decided =
                decide(List.of(told, counted, changed, canceled, inTime, refused), Map.of("outcome", "approved"));
        jdbc.sql("update engine_command set leased_by = 'another node', sent_at = now() where target = ?")
                .param(Long.toString(told))
                .update();
        decideAlone(ben, counted, "approved");
        decideAlone(ann, changed, "rejected");
        rows.close(canceled, "CANCELED", null);

        Answer undone = undo(ann, decided);

        assertThat(undos(undone)).containsExactly("told", "settled", "changed", "settled", "undone", "");
        assertThat(undo(ann, decided).body()).isEqualTo(undone.body());
        assertThat(state(told)).isEqualTo("DECIDED");
        assertThat(state(counted)).isEqualTo("DECIDED");
        assertThat(state(inTime)).isEqualTo("OPEN");
        assertThat(commandsFor(told)).isEqualTo(1);
        assertThat(commandsFor(counted)).isEqualTo(1);
    }

    @Test
    void takesNoVoteBackOnWhichOthersHaveBuilt() {
        Player ben = cast.user(finance);
        long turns = rows.task()
                .approval("{\"policy\": \"sequential\", \"approvers\": [\"%s\", \"%s\", \"carla\"]}"
                        .formatted(ann.username(), ben.username()))
                .create();
        // two of three have to approve: with Ann's first word back, Ben's vote would have decided
        long quorum = approval("{\"policy\": \"quorum\", \"quorum\": 2}");
        cast.user(finance);
        decideAlone(ann, quorum, "rejected");
        Answer decided = decide(List.of(turns, quorum), Map.of("outcome", "approved"));
        assertThat(results(decided)).containsExactly("voted", "voted");
        decideAlone(ben, turns, "approved");
        decideAlone(ben, quorum, "rejected");

        assertThat(undos(undo(ann, decided))).containsExactly("settled", "settled");
        assertThat(state(turns)).isEqualTo("OPEN");
        assertThat(state(quorum)).isEqualTo("OPEN");
    }

    @Test
    void letsNobodyElseUndoAndNobodyLate() {
        Player admin = cast.player(Set.of(Role.USER, Role.ADMIN, Role.OPERATOR), finance);
        long task = approval("{}");
        Answer decided = decide(List.of(task), Map.of("outcome", "approved"));

        Answer forbidden = undo(admin, decided);
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.problem()).isEqualTo("not-your-decision");
        isTidy(forbidden);
        Answer unknown = ann.browser().post(BULK + "/" + UUID.randomUUID() + "/undo", null);
        assertThat(unknown.status()).isEqualTo(404);
        isTidy(unknown);
        jdbc.sql("update bulk_decision set undo_until = now() where id = cast(? as uuid)")
                .param(decided.body().path("bulkDecisionId").stringValue())
                .update();
        Answer late = undo(ann, decided);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("too-late-to-undo");
        isTidy(late);
        assertThat(state(task)).isEqualTo("DECIDED");
    }

    @Test
    void decidesNothingMoreOnceItIsUndone() {
        List<Long> tasks = List.of(approval("{}"), approval("{}"));
        var caller = new Caller(Caller.Kind.PERSON, ann.username(), "Ann", Set.of(Role.USER), Set.of(finance));
        var answer = new BulkAnswer(tasks, Outcome.APPROVED, null, null);
        String key = Cast.unique("bulk");
        UUID id = decisions.accept(caller, key, answer);
        decisions.decide(caller, id, tasks.getFirst(), answer);
        assertThat(ann.browser().post(BULK + "/" + id + "/undo", null).status()).isEqualTo(200);

        Answer repeated = decide(ann, tasks, Map.of("outcome", "approved"), key);

        assertThat(results(repeated)).containsExactly("decided", "not_tried");
        assertThat(undos(repeated)).containsExactly("undone", "");
        assertThat(tasks).allSatisfy(task -> assertThat(state(task)).isEqualTo("OPEN"));
    }

    @Test
    void undoesOrTellsTheEngineWhoeverComesFirst() {
        int rounds = 50;
        var told = new ArrayList<Long>();
        for (int round = 0; round < rounds; round++) {
            long task = approval("{}");
            Answer decided = decide(List.of(task), Map.of("outcome", "approved"));
            // due at once, and somebody wakes the relay
            jdbc.sql("update engine_command set due_at = now() where target = ?")
                    .param(Long.toString(task))
                    .update();
            var undoing = CompletableFuture.supplyAsync(() -> undo(ann, decided));
            if (round % 2 == 0) {
                decideAlone(ann, approval("{}"), "approved");
            }

            String how = undos(undoing.join()).getFirst();

            assertThat(how).isIn("undone", "told");
            assertThat(commandsFor(task)).isEqualTo(how.equals("told") ? 1 : 0);
            assertThat(state(task)).isEqualTo(how.equals("told") ? "DECIDED" : "OPEN");
            if (how.equals("told")) {
                told.add(task);
            }
        }
        assertThat(told.size()).isLessThan(rounds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"outcome\": \"approved\"}",
                "{\"outcome\": \"approved\", \"taskKeys\": []}",
                "{\"outcome\": \"approved\", \"taskKeys\": [\"1\", \"1\"]}",
                "{\"outcome\": \"approved\", \"taskKeys\": [\"one\"]}",
                "{\"outcome\": \"approved\", \"taskKeys\": [null]}",
                "{\"outcome\": \"approved\", \"taskKeys\": [\"99999999999999999999\"]}",
                "{\"outcome\": \"perhaps\", \"taskKeys\": [\"1\"]}"
            })
    void saysWhatIsWrongWithARequest(String body) {
        for (String path : List.of(BULK, BULK + "/check")) {
            Answer answer = ann.browser().send("POST", path, body, "Idempotency-Key", Cast.unique("bulk"));
            assertThat(answer.status()).isEqualTo(400);
            isTidy(answer);
        }
    }

    @Test
    void hasItsLimits() {
        List<String> many =
                IntStream.rangeClosed(1, 201).mapToObj(Integer::toString).toList();
        assertThat(ann.browser()
                        .post(BULK + "/check", Map.of("taskKeys", many, "outcome", "approved"))
                        .status())
                .isEqualTo(400);
        assertThat(ann.browser()
                        .post(BULK, Map.of("taskKeys", List.of("1"), "outcome", "approved"))
                        .problem())
                .isEqualTo("invalid-idempotency-key");
        Answer tooLong = decide(List.of(1L), Map.of("outcome", "approved", "comment", "x".repeat(4001)));
        assertThat(tooLong.status()).isEqualTo(422);
        isTidy(tooLong);
    }

    private long approval(String policy) {
        return rows.task().groups(finance).approval(policy).create();
    }

    private void decideAlone(Player who, long task, String outcome) {
        assertThat(who.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", outcome))
                        .status())
                .isEqualTo(200);
    }

    private Answer check(List<Long> tasks, String outcome) {
        return check(ann, tasks, Map.of("outcome", outcome));
    }

    private static Answer check(Player who, List<Long> tasks, Map<String, String> body) {
        return who.browser().post(BULK + "/check", with(tasks, body));
    }

    private Answer decide(List<Long> tasks, Map<String, String> body) {
        return decide(ann, tasks, body);
    }

    private static Answer decide(Player who, List<Long> tasks, Map<String, String> body) {
        return decide(who, tasks, body, Cast.unique("bulk"));
    }

    private static Answer decide(Player who, List<Long> tasks, Map<String, String> body, String key) {
        return who.browser().send("POST", BULK, with(tasks, body), "Idempotency-Key", key);
    }

    private static Map<String, Object> with(List<Long> tasks, Map<String, String> body) {
        var all = new HashMap<String, Object>(body);
        all.put("taskKeys", tasks.stream().map(key -> Long.toString(key)).toList());
        return all;
    }

    private static Answer undo(Player who, Answer decided) {
        return who.browser()
                .post(BULK + "/" + decided.body().path("bulkDecisionId").stringValue() + "/undo", null);
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .toList();
    }

    /** Why it was refused, or what came of it. */
    private static List<String> results(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return items(answer).stream()
                .map(item -> item.path("code").asString(item.path("result").stringValue()))
                .toList();
    }

    private static List<String> undos(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return items(answer).stream()
                .map(item -> item.path("undo").asString(""))
                .toList();
    }

    private String state(long task) {
        return ann.browser().get("/api/v1/tasks/" + task).body().path("state").stringValue();
    }

    private int commandsFor(long task) {
        return jdbc.sql("select count(*) from engine_command where target = ?")
                .param(Long.toString(task))
                .query(Integer.class)
                .single();
    }

    private List<JsonNode> audited(long task, String action, Player by) {
        return ann.browser()
                .get("/api/v1/tasks/" + task)
                .body()
                .path("history")
                .valueStream()
                .filter(entry -> entry.path("objectId").stringValue().equals(Long.toString(task))
                        && entry.path("action").stringValue().equals(action)
                        && entry.path("actor").path("name").asString("").equals(by.username()))
                .map(entry -> entry.path("after"))
                .toList();
    }
}
