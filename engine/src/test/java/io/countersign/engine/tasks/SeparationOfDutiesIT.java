package io.countersign.engine.tasks;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineRows.TaskBuilder;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.engine.mailapproval.TestLinks;
import io.countersign.store.audit.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ways around the separation of duties that somebody who is kept away from a decision may try. None of them leads anywhere. */
@EngineTest
class SeparationOfDutiesIT {

    private static final Map<String, String> APPROVED = Map.of("outcome", "approved");
    private static final String ANY = "\"policy\": \"any\"";

    private final ApplicationContext engine;
    private final Cast cast;
    private final EngineRows rows;
    private final JdbcClient jdbc;

    @Autowired
    SeparationOfDutiesIT(ApplicationContext engine, JdbcClient jdbc) {
        this.engine = engine;
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
        this.jdbc = jdbc;
    }

    /** Why somebody is kept away. */
    enum Rule {
        REQUESTER("the requester", "excluded-requester"),
        PREVIOUS_APPROVER("a previous approver", "excluded-previous-approver"),
        NAMED("somebody excluded by name", "excluded-by-name");

        private final String who;
        private final String code;

        Rule(String who, String code) {
            this.who = who;
            this.code = code;
        }
    }

    /** Tries it, and returns what the last try was answered. */
    interface Way extends Function<Scene, Answer> {}

    /** @param audited whether it is refused for the separation of duties, and not before that comes up */
    record Attempt(String name, Rule rule, boolean audited, Way way) {

        @Override
        public String toString() {
            return rule.who + " " + name;
        }
    }

    static Stream<Attempt> attempts() {
        return Stream.of(Rule.values()).flatMap(SeparationOfDutiesIT::attempts);
    }

    private static Stream<Attempt> attempts(Rule rule) {
        return Stream.of(
                        Stream.of(
                                refused(rule, "approves", scene -> scene.approve(scene.x())),
                                refused(rule, "rejects", scene -> scene.vote(scene.x(), Map.of("outcome", "rejected"))),
                                refused(rule, "approves, the name in another case", scene -> {
                                    scene.shout();
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "approves after joining the group", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.task();
                                    scene.join(x);
                                    return scene.approve(x);
                                }),
                                refused(rule, "approves as the assignee", scene -> {
                                    scene.task(
                                            ANY, task -> task.assignee(scene.x().username()));
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "approves as a candidate user", scene -> {
                                    scene.task(ANY, task -> task.users(scene.x().username()));
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "approves as an approver of the policy", scene -> {
                                    scene.task(
                                            ANY + ", \"approvers\": \""
                                                    + scene.x().username() + "\"",
                                            task -> task);
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "approves what is for everybody", scene -> {
                                    scene.task(ANY, task -> task);
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "approves from two sessions at once", Scene::approveTwiceAtOnce),
                                refused(rule, "approves although the process changed the policy since", scene -> {
                                    scene.forgetPolicy();
                                    return scene.approve(scene.x());
                                })),
                        Stream.of(
                                refused(rule, "takes it", scene -> scene.claim(scene.x())),
                                refused(rule, "takes it, then approves", scene -> {
                                    scene.claim(scene.x());
                                    return scene.approve(scene.x());
                                }),
                                refused(
                                        rule,
                                        "takes it through /v2",
                                        scene -> scene.assign(scene.x(), scene.x(), null)),
                                refused(rule, "is given it by an operator", scene -> {
                                    scene.x();
                                    return scene.assign(scene.operator(), scene.x(), null);
                                }),
                                refused(
                                        rule,
                                        "is given it by an operator instead of a colleague, then approves",
                                        scene -> {
                                            scene.claim(scene.colleague());
                                            scene.assign(scene.operator(), scene.x(), true);
                                            scene.give(scene.x());
                                            return scene.approve(scene.x());
                                        }),
                                refused(
                                        rule,
                                        "is delegated it by a colleague",
                                        scene -> scene.delegate(scene.colleague(), scene.x())),
                                refused(
                                        rule,
                                        "is delegated it by an operator",
                                        scene -> scene.delegate(scene.operator(), scene.x())),
                                refused(
                                        rule,
                                        "delegates it to a friend",
                                        scene -> scene.delegate(scene.x(), scene.outsider())),
                                refused(rule, "delegates it to a friend, being an operator", scene -> {
                                    Player x = scene.x(Set.of(Role.USER, Role.OPERATOR));
                                    return scene.delegate(x, scene.outsider());
                                })),
                        Stream.of(
                                refused(
                                        rule,
                                        "approves as an operator",
                                        scene -> scene.approve(scene.x(Set.of(Role.USER, Role.OPERATOR)))),
                                refused(
                                        rule,
                                        "approves as an operator of the group",
                                        scene -> scene.approve(scene.x(Set.of(Role.USER, Role.OPERATOR), scene.group))),
                                refused(
                                        rule,
                                        "approves as an admin of the group",
                                        scene -> scene.approve(scene.x(Set.of(Role.USER, Role.ADMIN), scene.group)))),
                        Stream.of(
                                refused(rule, "approves as the substitute of a colleague", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    return scene.approve(x);
                                }),
                                refused(rule, "approves as the substitute of a colleague whom he names", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    return scene.approveFor(x, scene.colleague());
                                }),
                                refused(rule, "approves for a colleague although it could be for himself", scene -> {
                                    scene.substitute(scene.colleague(), scene.x());
                                    return scene.approveFor(scene.x(), scene.colleague());
                                }),
                                refused(rule, "takes it as the substitute of a colleague", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    return scene.claim(x);
                                }),
                                refused(rule, "approves what the colleague whom he substitutes has", scene -> {
                                    scene.substitute(scene.colleague(), scene.x());
                                    scene.claim(scene.colleague());
                                    return scene.approve(scene.x());
                                }),
                                refused(rule, "delegates it as the substitute of a colleague", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    return scene.delegate(x, scene.outsider());
                                }),
                                refused(rule, "lets a substitute approve", scene -> {
                                    scene.substitute(scene.x(), scene.outsider());
                                    return scene.approve(scene.outsider());
                                }),
                                refused(rule, "lets a substitute approve who names him", scene -> {
                                    scene.substitute(scene.x(), scene.outsider());
                                    return scene.approveFor(scene.outsider(), scene.x());
                                }),
                                refused(rule, "lets a colleague approve on his behalf", scene -> {
                                    scene.substitute(scene.x(), scene.colleague());
                                    return scene.approveFor(scene.colleague(), scene.x());
                                }),
                                refused(rule, "lets a substitute take it", scene -> {
                                    scene.substitute(scene.x(), scene.outsider());
                                    return scene.claim(scene.outsider());
                                }),
                                refused(rule, "lets a substitute delegate it", scene -> {
                                    scene.substitute(scene.x(), scene.outsider());
                                    return scene.delegate(scene.outsider(), scene.operator());
                                }),
                                refused(rule, "says that it is for a colleague, which is not so", scene -> {
                                    scene.x();
                                    return scene.approveFor(scene.x(), scene.colleague());
                                }),
                                refused(
                                        rule,
                                        "says that it is for himself",
                                        scene -> scene.approveFor(scene.x(), scene.x()))),
                        Stream.of(
                                refused(
                                        rule,
                                        "completes it",
                                        scene -> scene.complete("/api/v1/tasks/", scene.x(), Map.of())),
                                refused(
                                        rule,
                                        "completes it with a decision of his own",
                                        scene -> scene.complete("/api/v1/tasks/", scene.x(), decision())),
                                refused(
                                        rule,
                                        "completes it through /v2",
                                        scene -> scene.complete("/v2/user-tasks/", scene.x(), Map.of())),
                                refused(
                                        rule,
                                        "completes it through /v2 with a decision of his own",
                                        scene -> scene.complete("/v2/user-tasks/", scene.x(), decision())),
                                refused(
                                        rule,
                                        "sets the variable approval",
                                        scene -> scene.vote(scene.x(), with(Map.of("approval", Map.of())))),
                                refused(
                                        rule,
                                        "sets the variable decision",
                                        scene -> scene.vote(scene.x(), with(decision()))),
                                refused(
                                        rule,
                                        "sets the variable countersignDecisionId",
                                        scene -> scene.vote(
                                                scene.x(),
                                                with(Map.of(
                                                        "countersignDecisionId",
                                                        "00000000-0000-0000-0000-000000000001")))),
                                refusedBefore(
                                        rule,
                                        "approves with an API key of his name",
                                        scene -> scene.key(scene.x())
                                                .post("/api/v1/tasks/" + scene.task() + "/decision", APPROVED)),
                                refusedBefore(
                                        rule,
                                        "completes it with an API key of his name",
                                        scene -> scene.key(scene.x())
                                                .post(
                                                        "/v2/user-tasks/" + scene.task() + "/completion",
                                                        Map.of("variables", decision())))),
                        Stream.of(
                                refused(
                                        rule,
                                        "approves by mail",
                                        scene -> scene.byMail(scene.x(), scene.x(), "approved")),
                                refused(
                                        rule,
                                        "rejects by mail",
                                        scene -> scene.byMail(scene.x(), scene.x(), "rejected")),
                                refused(rule, "approves by mail, the name in another case", scene -> {
                                    scene.shout();
                                    return scene.byMail(scene.x(), scene.x(), "approved");
                                }),
                                refused(rule, "approves by mail as an operator of the group", scene -> {
                                    Player x = scene.x(Set.of(Role.USER, Role.OPERATOR), scene.group);
                                    return scene.byMail(x, x, "approved");
                                }),
                                refused(rule, "approves by mail as the substitute of a colleague", scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    return scene.byMail(x, x, "approved");
                                }),
                                refusedBefore(
                                        rule,
                                        "approves by a mail that a colleague forwarded",
                                        scene -> scene.byMail(scene.x(), scene.colleague(), "approved")),
                                refusedBefore(rule, "lets a substitute approve by his mail", scene -> {
                                    scene.substitute(scene.x(), scene.outsider());
                                    return scene.byMail(scene.outsider(), scene.x(), "approved");
                                })),
                        policies()
                                .flatMap(policy -> Stream.of(
                                        refused(rule, "approves under the policy " + policy.name(), scene -> {
                                            scene.task(policy.of(scene.x()), task -> task.groups(scene.group));
                                            return scene.approve(scene.x());
                                        }),
                                        refused(
                                                rule,
                                                "approves as a substitute under the policy " + policy.name(),
                                                scene -> {
                                                    scene.x(Set.of(Role.USER));
                                                    scene.task(
                                                            policy.of(scene.colleague()),
                                                            task -> task.groups(scene.group));
                                                    scene.substitute(scene.colleague(), scene.x());
                                                    return scene.approve(scene.x());
                                                }),
                                        refused(
                                                rule,
                                                "lets a substitute approve under the policy " + policy.name(),
                                                scene -> {
                                                    scene.task(policy.of(scene.x()), task -> task.groups(scene.group));
                                                    scene.substitute(scene.x(), scene.outsider());
                                                    return scene.approve(scene.outsider());
                                                }))))
                .flatMap(Function.identity());
    }

    private static Attempt refused(Rule rule, String name, Way way) {
        return new Attempt(name, rule, true, way);
    }

    private static Attempt refusedBefore(Rule rule, String name, Way way) {
        return new Attempt(name, rule, false, way);
    }

    /** @param json with the place of a user name */
    record Policy(String name, String json) {

        String of(Player named) {
            return "\"policy\": \"" + name + "\"" + json.replace("?", named.username());
        }
    }

    private static Stream<Policy> policies() {
        return Stream.of(
                new Policy("all", ""),
                new Policy("quorum", ", \"quorum\": 1"),
                new Policy("weighted", ", \"weights\": {\"?\": 9}, \"threshold\": 5"),
                new Policy("sequential", ", \"approvers\": \"?\""));
    }

    private static Map<String, Object> decision() {
        return Map.of("decision", Map.of("outcome", "approved"));
    }

    private static Map<String, Object> with(Map<String, Object> variables) {
        return Map.of("outcome", "approved", "variables", variables);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void isRefused(Attempt attempt) {
        var scene = new Scene(attempt.rule());

        Answer answer = attempt.way().apply(scene);

        assertThat(answer.status()).as(answer.raw().body()).isIn(403, 409);
        isTidy(answer);
        assertThat(scene.traces()).isZero();
        if (attempt.audited()) {
            assertThat(answer.problem()).isEqualTo(attempt.rule().code);
            JsonNode entry = scene.refusals().getLast();
            assertThat(entry.path("rule").stringValue()).isEqualTo(attempt.rule().code);
            assertThat(entry.path("excluded").stringValue()).isEqualTo(scene.idOfX());
        }
    }

    /** The same, hidden among many tasks. */
    interface BulkWay extends Function<Scene, JsonNode> {}

    record BulkAttempt(String name, Rule rule, BulkWay way) {

        @Override
        public String toString() {
            return rule.who + " " + name;
        }
    }

    static Stream<BulkAttempt> bulkAttempts() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(
                        new BulkAttempt("approves in bulk", rule, scene -> scene.bulk(scene.x(), APPROVED)),
                        new BulkAttempt(
                                "rejects in bulk", rule, scene -> scene.bulk(scene.x(), Map.of("outcome", "rejected"))),
                        new BulkAttempt(
                                "completes in bulk",
                                rule,
                                scene -> scene.bulk(scene.x(), Map.of("outcome", "completed"))),
                        new BulkAttempt("approves in bulk, the name in another case", rule, scene -> {
                            scene.shout();
                            return scene.bulk(scene.x(), APPROVED);
                        }),
                        new BulkAttempt("approves in bulk after joining the group", rule, scene -> {
                            Player x = scene.x(Set.of(Role.USER));
                            scene.task();
                            scene.join(x);
                            return scene.bulk(x, APPROVED);
                        }),
                        new BulkAttempt(
                                "approves in bulk as an operator",
                                rule,
                                scene -> scene.bulk(scene.x(Set.of(Role.USER, Role.OPERATOR)), APPROVED)),
                        new BulkAttempt("approves in bulk as the substitute of a colleague", rule, scene -> {
                            Player x = scene.x(Set.of(Role.USER));
                            scene.substitute(scene.colleague(), x);
                            return scene.bulk(x, APPROVED);
                        }),
                        new BulkAttempt(
                                "approves in bulk as the substitute of one of two whom he names", rule, scene -> {
                                    Player x = scene.x(Set.of(Role.USER));
                                    scene.substitute(scene.colleague(), x);
                                    scene.substitute(scene.anotherColleague(), x);
                                    return scene.bulk(x, scene.approvedFor(scene.colleague()));
                                }),
                        new BulkAttempt("lets a substitute approve in bulk", rule, scene -> {
                            scene.substitute(scene.x(), scene.outsider());
                            return scene.bulk(scene.outsider(), APPROVED);
                        }),
                        new BulkAttempt("lets a substitute approve in bulk who names him", rule, scene -> {
                            scene.substitute(scene.x(), scene.outsider());
                            return scene.bulk(scene.outsider(), scene.approvedFor(scene.x()));
                        }),
                        new BulkAttempt("approves in bulk from two sessions at once", rule, Scene::bulkTwiceAtOnce),
                        new BulkAttempt("undoes a refusal in bulk, then approves in bulk", rule, scene -> {
                            scene.undo(scene.x(), scene.bulkAnswer(scene.x(), APPROVED));
                            return scene.bulk(scene.x(), APPROVED);
                        })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bulkAttempts")
    void isRefusedInBulk(BulkAttempt attempt) {
        var scene = new Scene(attempt.rule());

        JsonNode item = attempt.way().apply(scene);

        assertThat(item.path("result").stringValue()).isEqualTo("refused");
        assertThat(item.path("code").stringValue()).isEqualTo(attempt.rule().code);
        assertThat(item.path("message").stringValue()).isNotEmpty();
        assertThat(scene.traces()).isZero();
        JsonNode entry = scene.refusals().getLast();
        assertThat(entry.path("rule").stringValue()).isEqualTo(attempt.rule().code);
        assertThat(entry.path("excluded").stringValue()).isEqualTo(scene.idOfX());
    }

    @Test
    void whoApprovedInBulkIsAPreviousApproverUntilHeUndoesIt() {
        String group = cast.group();
        Player ann = cast.user(group);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long first = rows.task().of(instance).groups(group).approval("{}").create();
        long second = rows.task()
                .of(instance)
                .groups(group)
                .approval("{\"exclude\": \"previousApprovers\"}")
                .create();

        Answer both = bulk(ann, List.of(first, second), APPROVED);

        assertThat(both.body().path("items").findValuesAsString("result")).containsExactly("decided", "refused");
        assertThat(approve(ann, second).problem()).isEqualTo("excluded-previous-approver");
        String id = both.body().path("bulkDecisionId").stringValue();
        assertThat(ann.browser()
                        .post("/api/v1/bulk-decisions/" + id + "/undo", null)
                        .status())
                .isEqualTo(200);
        assertThat(approve(ann, second).status()).isEqualTo(200);
        // and the other way round
        assertThat(bulk(ann, List.of(first), APPROVED).body().path("items").findValuesAsString("result"))
                .containsExactly("decided");
    }

    private static Answer bulk(Player who, List<Long> tasks, Map<String, ?> answer) {
        var body = new HashMap<String, Object>(answer);
        body.put("taskKeys", tasks.stream().map(key -> Long.toString(key)).toList());
        return who.browser().send("POST", "/api/v1/bulk-decisions", body, "Idempotency-Key", Cast.unique("bulk"));
    }

    @Test
    void areManyAttempts() {
        assertThat(attempts().map(Attempt::toString).distinct().count()).isGreaterThan(150);
    }

    @Test
    void theSameScenesLetOthersDecide() {
        for (Rule rule : Rule.values()) {
            var scene = new Scene(rule);
            scene.task();
            assertThat(scene.approve(scene.colleague()).status()).as(rule.who).isEqualTo(200);
            assertThat(scene.refusals()).isEmpty();
        }
    }

    @Test
    void whoApprovedForSomebodyIsAPreviousApproverAndSoIsWhoWasRepresented() {
        String group = cast.group();
        Player absent = cast.user(group);
        Player substitute = cast.user(group);
        Player other = cast.user(group);
        long called = rows.instance("p", 1, "ACTIVE", null);
        long first = rows.task()
                .of(rows.instance("p", 1, "ACTIVE", called))
                .assignee(absent.username())
                .approval("{}")
                .create();
        long second = rows.task()
                .of(called)
                .groups(group)
                .approval("{\"exclude\": \"previousApprovers\"}")
                .create();
        arrange(absent, substitute);

        assertThat(approve(substitute, first).status()).isEqualTo(200);

        assertThat(approve(substitute, second).problem()).isEqualTo("excluded-previous-approver");
        assertThat(approve(absent, second).problem()).isEqualTo("excluded-previous-approver");
        assertThat(approve(other, second).status()).isEqualTo(200);
    }

    @Test
    void nobodyDecidesWhereNobodyKnowsTheRequester() {
        String group = cast.group();
        Player ann = cast.user(group);
        Player ben = cast.user(group);
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));
        long task = rows.task()
                .groups(group)
                .approval("{\"exclude\": \"requester\"}")
                .create();

        assertThat(approve(ann, task).problem()).isEqualTo("requester-unknown");
        assertThat(ann.browser().post("/api/v1/tasks/" + task + "/claim", null).problem())
                .isEqualTo("requester-unknown");
        assertThat(operator.browser()
                        .post("/v2/user-tasks/" + task + "/assignment", Map.of("assignee", ben.username()))
                        .problem())
                .isEqualTo("requester-unknown");
        assertThat(ann.browser()
                        .post("/api/v1/tasks/" + task + "/delegation", Map.of("to", ben.username(), "reason", "x"))
                        .problem())
                .isEqualTo("requester-unknown");
        assertThat(refusals(task)).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.path("rule").stringValue()).isEqualTo("requester-unknown");
            assertThat(entry.has("excluded")).isFalse();
        });
    }

    @Test
    void aVoteCannotBeChangedByWhoIsExcludedSince() {
        String group = cast.group();
        Player ann = cast.user(group);
        cast.user(group);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        long task = rows.task()
                .of(instance)
                .groups(group)
                .approval("{\"policy\": \"all\", \"exclude\": \"previousApprovers\"}")
                .create();
        long other = rows.task().of(instance).groups(group).approval("{}").create();

        assertThat(approve(ann, task).status()).isEqualTo(200);
        assertThat(approve(ann, other).status()).isEqualTo(200);

        assertThat(ann.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "rejected"))
                        .problem())
                .isEqualTo("excluded-previous-approver");
        assertThat(jdbc.sql("select outcome from task_decision where task_key = ?")
                        .param(task)
                        .query(String.class)
                        .list())
                .containsExactly("approved");
    }

    @Test
    void whatOthersHearNamesNobodyButTheExcluded() {
        var scene = new Scene(Rule.REQUESTER);
        Player x = scene.x();

        Answer answer = scene.assign(scene.operator(), x, null);

        assertThat(answer.body().path("detail").stringValue())
                .isEqualTo("Mr %s can't have this task: Mr %s made the request.".formatted(x.username(), x.username()));
        assertThat(scene.refusals().getLast().path("act").stringValue()).isEqualTo("assignment");
    }

    private static Answer approve(Player who, long task) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", APPROVED);
    }

    private static void arrange(Player absent, Player substitute) {
        assertThat(absent.browser()
                        .post("/api/v1/substitutions", Map.of("substitute", substitute.username()))
                        .status())
                .isEqualTo(201);
    }

    private List<JsonNode> refusals(long task) {
        return jdbc
                .sql(
                        "select cast(after as text) from audit_entry where action = 'task.refused' and object_id = ? order by id")
                .param(Long.toString(task))
                .query(String.class)
                .list()
                .stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /** A task that X is kept away from, and the people around it; all of them come when they are first needed. */
    final class Scene {

        private final Rule rule;
        private final String group = cast.group();
        private @Nullable Player x;
        private @Nullable Player colleague;
        private @Nullable Player outsider;
        private @Nullable Player operator;
        private @Nullable Long task;
        private boolean shouted;

        Scene(Rule rule) {
            this.rule = rule;
        }

        Player x() {
            return x == null ? x(Set.of(Role.USER), group) : x;
        }

        Player x(Set<Role> roles, String... groups) {
            Player made = cast.player(roles, groups);
            x = made;
            return made;
        }

        Player colleague() {
            Player known = colleague == null ? cast.user(group) : colleague;
            colleague = known;
            return known;
        }

        Player anotherColleague() {
            return cast.user(group);
        }

        Player outsider() {
            Player known = outsider == null ? cast.user() : outsider;
            outsider = known;
            return known;
        }

        Player operator() {
            Player known = operator == null ? cast.player(Set.of(Role.USER, Role.OPERATOR)) : operator;
            operator = known;
            return known;
        }

        Client key(Player named) {
            return Client.system(
                    cast.port(),
                    engine.getBean(ApiKeys.class)
                            .issue(named.username(), Set.of(Role.USER), Actor.system("test"))
                            .text());
        }

        void shout() {
            shouted = true;
        }

        long task() {
            return task == null ? task(ANY, described -> described.groups(group)) : task;
        }

        long task(String policy, UnaryOperator<TaskBuilder> described) {
            String name = shouted ? x().username().toUpperCase(Locale.ROOT) : x().username();
            long instance = rows.instance("p", 1, "ACTIVE", null);
            rows.requested(instance, rule == Rule.REQUESTER ? name : "somebody-else", null);
            if (rule == Rule.PREVIOUS_APPROVER) {
                long earlier = rows.task()
                        .of(instance)
                        .users(x().username())
                        .approval("{}")
                        .create();
                assertThat(SeparationOfDutiesIT.approve(x(), earlier).status()).isEqualTo(200);
                jdbc.sql("update task_decision set voter = ? where task_key = ?")
                        .params(name, earlier)
                        .update();
            }
            String exclude = switch (rule) {
                case REQUESTER -> "requester";
                case PREVIOUS_APPROVER -> "previousApprovers";
                case NAMED -> name;
            };
            long made = described
                    .apply(rows.task().of(instance))
                    .approval("{" + policy + ", \"exclude\": [\"" + exclude + "\"]}")
                    .create();
            task = made;
            return made;
        }

        void forgetPolicy() {
            long key = task();
            long element = jdbc.sql("select element_instance_key from task where key = ?")
                    .param(key)
                    .query(Long.class)
                    .single();
            rows.variable(rows.instanceOf(key), element, "approval", "{}");
        }

        void join(Player who) {
            UserAccounts users = engine.getBean(UserAccounts.class);
            users.change(
                    who.username(),
                    new UserDetails("X", null, null, null, null, Set.of(Role.USER), Set.of(group), true),
                    null,
                    Actor.system("test"));
        }

        void substitute(Player absent, Player by) {
            arrange(absent, by);
        }

        /** As if it had been given before anybody knew better. */
        void give(Player who) {
            jdbc.sql("update task_claim set username = ? where task_key = ?")
                    .params(who.username(), task())
                    .update();
            given = true;
        }

        private boolean given;

        Answer vote(Player who, Map<String, ?> body) {
            return who.browser().post("/api/v1/tasks/" + task() + "/decision", body);
        }

        Answer approve(Player who) {
            return vote(who, APPROVED);
        }

        Answer approveFor(Player who, Player named) {
            return vote(who, Map.of("outcome", "approved", "onBehalfOf", named.username()));
        }

        Answer approveTwiceAtOnce() {
            Player one = x();
            task();
            Client other = Client.browser(cast.port());
            assertThat(other.signIn(one.username(), "correct horse battery").status())
                    .isEqualTo(200);
            var first = CompletableFuture.supplyAsync(() -> approve(one));
            var second = CompletableFuture.supplyAsync(() -> approve(new Player(one.username(), other)));
            assertThat(first.join().problem()).isEqualTo(rule.code);
            return second.join();
        }

        Map<String, String> approvedFor(Player named) {
            return Map.of("outcome", "approved", "onBehalfOf", named.username());
        }

        /** With another task that he may decide, so that nothing is refused only for the company it keeps. */
        Answer bulkAnswer(Player who, Map<String, ?> answer) {
            long other = rows.task().users(who.username()).approval("{}").create();
            return SeparationOfDutiesIT.bulk(who, List.of(other, task()), answer);
        }

        JsonNode bulk(Player who, Map<String, ?> answer) {
            return bulkAnswer(who, answer).body().path("items").path(1);
        }

        JsonNode bulkTwiceAtOnce() {
            Player one = x();
            task();
            Client other = Client.browser(cast.port());
            assertThat(other.signIn(one.username(), "correct horse battery").status())
                    .isEqualTo(200);
            var first = CompletableFuture.supplyAsync(() -> bulk(one, APPROVED));
            var second = CompletableFuture.supplyAsync(() -> bulk(new Player(one.username(), other), APPROVED));
            assertThat(first.join().path("code").stringValue()).isEqualTo(rule.code);
            return second.join();
        }

        void undo(Player who, Answer bulk) {
            assertThat(who.browser()
                            .post(
                                    "/api/v1/bulk-decisions/"
                                            + bulk.body().path("bulkDecisionId").stringValue() + "/undo",
                                    null)
                            .status())
                    .isEqualTo(200);
        }

        /** @param to whom the mail was sent */
        Answer byMail(Player who, Player to, String outcome) {
            return who.browser()
                    .post(
                            "/api/v1/decision-links/decision",
                            Map.of("token", TestLinks.make(engine, task(), to.username()), "outcome", outcome));
        }

        Answer complete(String path, Player who, Map<String, ?> variables) {
            return who.browser().post(path + task() + "/completion", Map.of("variables", variables));
        }

        Answer claim(Player who) {
            return who.browser().post("/api/v1/tasks/" + task() + "/claim", null);
        }

        Answer assign(Player by, Player to, @Nullable Boolean override) {
            return by.browser()
                    .post(
                            "/v2/user-tasks/" + task() + "/assignment",
                            override == null
                                    ? Map.of("assignee", to.username())
                                    : Map.of("assignee", to.username(), "allowOverride", override));
        }

        Answer delegate(Player by, Player to) {
            return by.browser()
                    .post("/api/v1/tasks/" + task() + "/delegation", Map.of("to", to.username(), "reason", "please"));
        }

        /** What X achieved: votes by him or for him, commands to the engine, having the task. */
        int traces() {
            return jdbc.sql("""
                            select (select count(*) from task_decision where task_key = :task)
                                + (select count(*) from engine_command where target = cast(:task as text))
                                + (select count(*) from task_claim where task_key = :task and not :given
                                    and (username in (:names) or on_behalf_of in (:names)))
                            """)
                    .param("task", task())
                    .param("given", given)
                    .param("names", List.of(x().username(), outsider == null ? "-" : outsider.username()))
                    .query(Integer.class)
                    .single();
        }

        List<JsonNode> refusals() {
            return SeparationOfDutiesIT.this.refusals(task());
        }

        String idOfX() {
            return jdbc.sql("select cast(id as text) from app_user where username = ?")
                    .param(x().username())
                    .query(String.class)
                    .single();
        }
    }
}
