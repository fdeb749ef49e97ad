package io.countersign.engine.tasks;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.store.audit.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Acting for somebody who is away, over HTTP. Sue is the substitute, Ann is away, Ben is her colleague. */
@EngineTest
class SubstitutionIT {

    private static final Map<String, String> APPROVED = Map.of("outcome", "approved");

    private final ApplicationContext engine;
    private final Cast cast;
    private final EngineRows rows;
    private final JdbcClient jdbc;
    private final String finance;
    private final Player ann;
    private final Player ben;
    private final Player sue;

    @Autowired
    SubstitutionIT(ApplicationContext engine, JdbcClient jdbc) {
        this.engine = engine;
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
        this.jdbc = jdbc;
        this.finance = cast.group();
        this.ann = cast.user(finance);
        this.ben = cast.user(finance);
        this.sue = cast.user();
    }

    @Test
    void aSubstituteDecidesOnBehalfOfWhoIsAway() {
        long task = rows.task().groups(finance).approval("{}").create();
        assertThat(approve(sue, task).problem()).isEqualTo("not-a-candidate");
        assertThat(read(sue, task).status()).isEqualTo(403);

        substitute(ann, sue, Map.of());

        JsonNode shown = read(sue, task).body();
        assertThat(shown.path("actsFor").findValuesAsString("username")).containsExactly(ann.username());
        assertThat(shown.path("onBehalfOf").path("displayName").stringValue()).isEqualTo("Mr " + ann.username());
        assertThat(shown.path("may").path("decide").path("allowed").booleanValue())
                .isTrue();
        assertThat(sue.browser().get("/v2/user-tasks/" + task).status()).isEqualTo(200);
        Answer decided = approve(sue, task);
        assertThat(decided.status()).isEqualTo(200);
        JsonNode vote = decided.body().path("decisions").path(0);
        assertThat(vote.path("by").path("username").stringValue()).isEqualTo(sue.username());
        assertThat(vote.path("onBehalfOf").path("displayName").stringValue()).isEqualTo("Mr " + ann.username());
        JsonNode entry = read(ann, task).body().path("history").path(0);
        assertThat(entry.path("action").stringValue()).isEqualTo("task.decided");
        assertThat(entry.path("actor").path("name").stringValue()).isEqualTo(sue.username());
        assertThat(entry.path("onBehalfOf").path("name").stringValue()).isEqualTo(ann.username());
        JsonNode sent = sentVote(task, 0);
        assertThat(sent.path("by").stringValue()).isEqualTo(sue.username());
        assertThat(sent.path("onBehalfOf").stringValue()).isEqualTo(ann.username());
    }

    @Test
    void theAbsentPersonSeesWhatWasDone() {
        long task = rows.task().groups(finance).approval("{}").create();
        long others = rows.task().groups(finance).approval("{}").create();
        long delegated = rows.task().groups(cast.group()).create();
        Client operator = cast.player(Set.of(Role.OPERATOR)).browser();
        operator.post("/api/v1/tasks/" + delegated + "/delegation", Map.of("to", ann.username(), "reason", "please"));
        substitute(ann, sue, Map.of());
        String vote = approve(sue, task)
                .body()
                .path("decisions")
                .path(0)
                .path("decisionId")
                .stringValue();
        Answer completed = complete(sue, delegated, Map.of());
        approve(ben, others);
        rows.close(task, "COMPLETED", UUID.fromString(vote));
        rows.close(
                delegated,
                "COMPLETED",
                UUID.fromString(completed
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("decisionId")
                        .stringValue()));
        rows.close(others, "COMPLETED", null);

        assertThat(keys(ann, "state=COMPLETED&view=represented")).containsExactlyInAnyOrder(key(task), key(delegated));
        assertThat(keys(ann, "state=COMPLETED&view=represented&limit=1")).hasSize(2);
        assertThat(keys(sue, "state=COMPLETED&view=represented")).isEmpty();
        assertThat(keys(sue, "state=COMPLETED&view=mine")).contains(key(task));
        // it is nobody's any more, she sees it because it was hers
        assertThat(read(ann, delegated).status()).isEqualTo(200);
    }

    @Test
    void holdsFromItsStartToItsEnd() {
        long task = rows.task().groups(finance).approval("{}").create();
        Instant now = Instant.now(java.time.Clock.systemUTC());
        JsonNode planned = substitute(
                ann,
                sue,
                Map.of(
                        "startsAt",
                        now.plus(Duration.ofDays(1)).toString(),
                        "endsAt",
                        now.plus(Duration.ofDays(9)).toString()));
        assertThat(planned.path("state").stringValue()).isEqualTo("PLANNED");
        assertThat(approve(sue, task).problem()).isEqualTo("not-a-candidate");
        assertThat(keys(sue, "view=substituted")).isEmpty();

        move(planned, Duration.ofDays(-5));
        assertThat(mine(sue).path(0).path("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(keys(sue, "view=substituted")).containsExactly(key(task));

        move(planned, Duration.ofDays(-5));
        assertThat(mine(ann).path(0).path("state").stringValue()).isEqualTo("ENDED");
        assertThat(keys(sue, "view=substituted")).isEmpty();
        assertThat(approve(sue, task).problem()).isEqualTo("not-a-candidate");
    }

    @Test
    void anOpenOneHoldsUntilItIsEnded() {
        long task = rows.task().groups(finance).approval("{}").create();
        JsonNode open = substitute(ann, sue, Map.of());
        assertThat(open.path("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(open.path("endsAt").isNull()).isTrue();
        assertThat(read(sue, task).status()).isEqualTo(200);

        assertThat(end(sue, open).problem()).isEqualTo("not-your-substitution");
        assertThat(end(ben, open).problem()).isEqualTo("substitution-not-found");
        assertThat(ann.browser()
                        .delete("/api/v1/substitutions/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(end(ann, open).status()).isEqualTo(204);
        assertThat(end(ann, open).status()).isEqualTo(204);

        assertThat(approve(sue, task).problem()).isEqualTo("not-a-candidate");
        assertThat(read(sue, task).status()).isEqualTo(403);
        JsonNode kept = mine(ann).path(0);
        assertThat(kept.path("state").stringValue()).isEqualTo("ENDED");
        assertThat(kept.path("endedBy").stringValue()).isEqualTo(ann.username());
        assertThat(audited(open)).containsExactly("substitution.created", "substitution.ended");
    }

    @Test
    void aPlannedOneCanBeCancelled() {
        JsonNode planned = substitute(
                ann,
                sue,
                Map.of(
                        "startsAt",
                        Instant.now(java.time.Clock.systemUTC())
                                .plus(Duration.ofDays(1))
                                .toString()));

        assertThat(end(ann, planned).status()).isEqualTo(204);

        move(planned, Duration.ofDays(-2));
        assertThat(read(sue, rows.task().groups(finance).create()).status()).isEqualTo(403);
    }

    @Test
    void isForSomeProcessesOnly() {
        long task = rows.task().groups(finance).approval("{}").create();
        JsonNode other = substitute(ann, sue, Map.of("processIds", List.of("another")));
        assertThat(read(sue, task).status()).isEqualTo(403);
        assertThat(keys(sue, "view=substituted")).isEmpty();
        end(ann, other);

        substitute(ann, sue, Map.of("processIds", List.of("another", "p")));

        assertThat(keys(sue, "view=substituted")).containsExactly(key(task));
        assertThat(approve(sue, task).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1000 | true",
                "1000.00 | true",
                "1E3 | true",
                "-5 | true",
                "1000.01 | false",
                "1e99 | false",
                "1e999999 | false",
                "\"999\" | false",
                "null | false",
                "true | false",
                "{\"value\": 3} | false",
                "[1] | false",
                "- | false"
            })
    void isUpToAnAmount(@Nullable String amount, boolean covered) {
        long task = rows.task().groups(finance).approval("{}").create();
        long instance = rows.instanceOf(task);
        if (amount != null) {
            rows.variable(instance, instance, "amount", amount);
        }
        // a local variable of that name is another one
        rows.variable(instance, rows.element(instance, 1, "e", instance), "amount", "1");
        substitute(ann, sue, Map.of("maxAmount", 1000));

        assertThat(keys(sue, "view=substituted").contains(key(task))).isEqualTo(covered);
        assertThat(approve(sue, task).status()).isEqualTo(covered ? 200 : 403);
    }

    @Test
    void doesNotCascade() {
        Player tom = cast.user();
        substitute(ann, sue, Map.of());
        substitute(sue, tom, Map.of());
        long task = rows.task().groups(finance).create();
        long taken = rows.task().groups(finance).create();
        sue.browser().post("/api/v1/tasks/" + taken + "/claim", null);
        long own = rows.task().users(sue.username()).create();

        assertThat(keys(tom, "view=substituted")).containsExactly(key(own));
        assertThat(complete(tom, task, Map.of()).problem()).isEqualTo("not-a-candidate");
        assertThat(complete(tom, taken, Map.of()).problem()).isEqualTo("not-a-candidate");
        assertThat(complete(tom, taken, Map.of("onBehalfOf", sue.username())).problem())
                .isEqualTo("not-a-substitute");
        assertThat(complete(tom, task, Map.of("onBehalfOf", ann.username())).problem())
                .isEqualTo("not-a-substitute");
        assertThat(complete(tom, own, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void severalSubstitutesShareTheWork() {
        Player tom = cast.user();
        substitute(ann, sue, Map.of());
        substitute(ann, tom, Map.of());
        long task = rows.task().groups(finance).create();

        Answer claimed = sue.browser().post("/api/v1/tasks/" + task + "/claim", null);
        assertThat(claimed.body().path("claimedBy").stringValue()).isEqualTo(sue.username());
        assertThat(complete(tom, task, Map.of()).status()).isEqualTo(403);
        assertThat(keys(tom, "view=substituted")).isEmpty();
        assertThat(keys(sue, "view=substituted")).containsExactly(key(task));
        assertThat(complete(ben, task, Map.of()).problem()).isEqualTo("claimed-by-other");
        // the absent person is not locked out by those who help
        assertThat(read(ann, task)
                        .body()
                        .path("may")
                        .path("complete")
                        .path("allowed")
                        .booleanValue())
                .isTrue();
        assertThat(complete(sue, task, Map.of())
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .path("username")
                        .stringValue())
                .isEqualTo(ann.username());
    }

    @Test
    void takesWhatTheAbsentPersonHasAlready() {
        Player colleague = cast.user(finance);
        substitute(ann, colleague, Map.of());
        long hers = rows.task().groups(finance).create();
        ann.browser().post("/api/v1/tasks/" + hers + "/claim", null);
        long assigned = rows.task().groups(finance).assignee(ann.username()).create();
        long free = rows.task().groups(finance).create();

        // what is on offer to both is the colleague's own business
        assertThat(keys(colleague, "view=substituted")).containsExactlyInAnyOrder(key(hers), key(assigned));
        assertThat(colleague
                        .browser()
                        .post("/api/v1/tasks/" + hers + "/claim", null)
                        .status())
                .isEqualTo(200);
        assertThat(keys(colleague, "view=substituted")).containsExactlyInAnyOrder(key(hers), key(assigned));
        assertThat(complete(colleague, hers, Map.of())
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .path("username")
                        .stringValue())
                .isEqualTo(ann.username());
        assertThat(complete(colleague, assigned, Map.of()).status()).isEqualTo(200);
        assertThat(complete(colleague, free, Map.of())
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .isNull())
                .isTrue();
    }

    @Test
    void asksForWhomWhereItCouldBeSeveral() {
        substitute(ann, sue, Map.of());
        substitute(ben, sue, Map.of());
        long task = rows.task().groups(finance).approval("{}").create();
        List<String> both =
                List.of(ann.username(), ben.username()).stream().sorted().toList();

        JsonNode row = items(sue, "view=substituted").getFirst();
        assertThat(row.path("onBehalfOf").path("username").stringValue()).isEqualTo(both.getFirst());
        Answer unclear = approve(sue, task);
        assertThat(unclear.status()).isEqualTo(422);
        assertThat(unclear.problem()).isEqualTo("on-behalf-of-whom");
        isTidy(unclear);
        assertThat(unclear.body().path("errors").path(0).path("message").stringValue())
                .isEqualTo("has to be one of " + String.join(", ", both));
        assertThat(vote(sue, task, Map.of("outcome", "approved", "onBehalfOf", ben.username()))
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .path("username")
                        .stringValue())
                .isEqualTo(ben.username());
    }

    @Test
    void anAdminArrangesItForSomebodyWhoFellIll() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        long task = rows.task().groups(finance).approval("{}").create();
        change(ann, Set.of(Role.USER), false);

        assertThat(post(ben, Map.of("absent", ann.username(), "substitute", sue.username()))
                        .problem())
                .isEqualTo("not-an-administrator");
        Answer made = post(admin, Map.of("absent", ann.username(), "substitute", sue.username()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("createdBy").stringValue()).isEqualTo(admin.username());
        assertThat(admin.browser()
                        .get("/api/v1/substitutions?absent=" + ann.username())
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(ben.browser()
                        .get("/api/v1/substitutions?absent=" + ann.username())
                        .status())
                .isEqualTo(403);
        assertThat(admin.browser()
                        .get("/api/v1/substitutions")
                        .body()
                        .path("items")
                        .size())
                .isZero();

        // who is away may well be locked out
        assertThat(approve(sue, task).status()).isEqualTo(200);
        assertThat(end(admin, made.body()).status()).isEqualTo(204);
    }

    @Test
    void aSubstituteNeedsTheInboxHimself() {
        substitute(ann, sue, Map.of());
        long task = rows.task().groups(finance).create();

        change(sue, Set.of(Role.DESIGNER), true);

        assertThat(complete(sue, task, Map.of()).status()).isEqualTo(403);
        change(ann, Set.of(Role.DESIGNER), true);
        change(sue, Set.of(Role.USER), true);
        assertThat(complete(sue, task, Map.of()).problem()).isEqualTo("not-a-candidate");
        assertThat(keys(sue, "view=substituted")).isEmpty();
    }

    @Test
    void saysAllThatDoesNotFit() {
        Instant now = Instant.now(java.time.Clock.systemUTC());
        Player gone = cast.user();
        change(gone, Set.of(Role.USER), false);
        Player designer = cast.player(Set.of(Role.DESIGNER));

        assertThat(errors(ann, Map.of())).containsExactly("substitute: is required");
        assertThat(errors(ann, Map.of("substitute", ann.username())))
                .containsExactly("substitute: has to be somebody else");
        for (String nobody : List.of("nobody-at-all", gone.username(), designer.username())) {
            assertThat(errors(ann, Map.of("substitute", nobody)))
                    .containsExactly("substitute: has to be somebody who works in the inbox");
        }
        assertThat(errors(
                        ann,
                        Map.of(
                                "substitute",
                                sue.username(),
                                "startsAt",
                                now.toString(),
                                "endsAt",
                                now.minusSeconds(1).toString(),
                                "processIds",
                                List.of(" "),
                                "maxAmount",
                                -1)))
                .containsExactly(
                        "endsAt: has to be after the start",
                        "processIds: has to name processes by their ids",
                        "maxAmount: must not be negative");
        assertThat(errors(
                        ann,
                        Map.of(
                                "substitute",
                                sue.username(),
                                "startsAt",
                                now.minusSeconds(99).toString(),
                                "endsAt",
                                now.minusSeconds(9).toString())))
                .containsExactly("endsAt: is over already");
        assertThat(errors(
                        ann,
                        Map.of(
                                "substitute",
                                sue.username(),
                                "startsAt",
                                "+99999-01-01T00:00:00Z",
                                "processIds",
                                IntStream.range(0, 101).mapToObj(i -> "p" + i).toList())))
                .containsExactly(
                        "startsAt: has to be a time of our days", "processIds: may name at most 100 processes");
        assertThat(errors(
                        cast.player(Set.of(Role.ADMIN)),
                        Map.of("absent", "nobody-at-all", "substitute", sue.username())))
                .containsExactly("absent: there is no user nobody-at-all");
        assertThat(post(ann, Map.of("substitute", sue.username(), "startsAt", "tomorrow"))
                        .status())
                .isEqualTo(400);
        assertThat(mine(ann).size()).isZero();
        for (int i = 0; i < 20; i++) {
            substitute(ann, sue, Map.of());
        }
        assertThat(errors(ann, Map.of("substitute", sue.username())))
                .containsExactly("absent: has 20 substitutions, end one that is not needed");
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        JsonNode first = substitute(ann, sue, Map.of());
        JsonNode second = substitute(ann, ben, Map.of());
        JsonNode third = substitute(sue, ann, Map.of());

        assertThat(mine(ann).findValuesAsString("id"))
                .isEqualTo(List.of(third, second, first).stream()
                        .map(made -> made.path("id").stringValue())
                        .toList());
        JsonNode page = ann.browser().get("/api/v1/substitutions?limit=2").body();
        assertThat(page.path("items").size()).isEqualTo(2);
        JsonNode rest = ann.browser()
                .get("/api/v1/substitutions?cursor=" + page.path("nextCursor").stringValue())
                .body();
        assertThat(rest.path("items")).hasSize(1).first().isEqualTo(first);
    }

    @Test
    void aSystemNeitherHasNorIsASubstitute() {
        Client system = cast.system(Role.USER);

        assertThat(system.post("/api/v1/substitutions", Map.of("substitute", sue.username()))
                        .status())
                .isEqualTo(403);
        assertThat(system.get("/api/v1/tasks?view=substituted")
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void countsInAnApprovalOfAll() {
        substitute(ann, sue, Map.of());
        long task =
                rows.task().groups(finance).approval("{\"policy\": \"all\"}").create();

        assertThat(approve(sue, task).body().path("state").stringValue()).isEqualTo("OPEN");
        JsonNode progress = read(ben, task).body().path("progress");
        assertThat(progress.path("waitingFor").findValuesAsString("username")).containsExactly(ben.username());
        assertThat(approve(ann, task).problem()).isEqualTo("place-filled");
        assertThat(approve(ben, task).body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(sentVote(task, 0).path("onBehalfOf").stringValue()).isEqualTo(ann.username());
        assertThat(sentVote(task, 1).path("onBehalfOf").isNull()).isTrue();
    }

    @Test
    void hasOneVoteHoweverManyHeSubstitutes() {
        substitute(ann, sue, Map.of());
        substitute(ben, sue, Map.of());
        long task = rows.task()
                .groups(finance)
                .approval("{\"policy\": \"quorum\", \"quorum\": 2}")
                .create();

        assertThat(vote(sue, task, Map.of("outcome", "approved", "onBehalfOf", ann.username()))
                        .status())
                .isEqualTo(200);
        assertThat(vote(sue, task, Map.of("outcome", "approved", "onBehalfOf", ben.username()))
                        .problem())
                .isEqualTo("one-vote-each");
        assertThat(read(ben, task).body().path("progress").path("has").intValue())
                .isEqualTo(1);
        // what was said can still be changed, in the same place
        assertThat(vote(sue, task, Map.of("outcome", "rejected"))
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .path("username")
                        .stringValue())
                .isEqualTo(ann.username());
    }

    @Test
    void hasTheTurnOfTheAbsentPerson() {
        substitute(ann, sue, Map.of());
        long task = rows.task()
                .approval("{\"policy\": \"sequential\", \"approvers\": [\"%s\", \"%s\"]}"
                        .formatted(ben.username(), ann.username()))
                .create();

        assertThat(approve(sue, task).problem()).isEqualTo("not-your-turn");
        approve(ben, task);
        assertThat(approve(sue, task).body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(sentVote(task, 1).path("onBehalfOf").stringValue()).isEqualTo(ann.username());
    }

    @Test
    void hasTheWeightOfTheAbsentPerson() {
        substitute(ann, sue, Map.of());
        long task = rows.task()
                .groups(finance)
                .approval("{\"policy\": \"weighted\", \"weights\": {\"%s\": 5, \"%s\": 1}, \"threshold\": 5}"
                        .formatted(ann.username(), sue.username()))
                .create();

        assertThat(approve(sue, task).body().path("state").stringValue()).isEqualTo("DECIDED");
    }

    @Test
    void listsWhatHeCanOnlyDoForOthersByDueDatePageByPage() {
        substitute(ann, sue, Map.of());
        substitute(ben, sue, Map.of());
        Instant soon = Instant.parse("2026-12-01T10:00:00Z");
        var expected = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            expected.add(key(
                    i % 2 == 0
                            ? rows.task()
                                    .groups(finance)
                                    .due(soon.plusSeconds(i))
                                    .create()
                            : rows.task()
                                    .users(ann.username(), ben.username())
                                    .due(soon.plusSeconds(i))
                                    .create()));
        }
        long taken = rows.task().groups(finance).due(soon.plusSeconds(9)).create();
        ann.browser().post("/api/v1/tasks/" + taken + "/claim", null);
        expected.add(key(taken));
        rows.task().groups(finance).users(sue.username()).due(soon).create();
        long away = rows.task().groups(finance).due(soon).create();
        cast.user(finance).browser().post("/api/v1/tasks/" + away + "/claim", null);
        rows.task().create();

        assertThat(keys(sue, "view=substituted&limit=3")).isEqualTo(expected);
        assertThat(keys(sue, "view=substituted&candidateGroup=" + finance)).hasSize(5);
        assertThat(keys(sue, "view=substituted&assignee=" + ann.username())).containsExactly(key(taken));
        assertThat(keys(sue, "view=substituted&processInstanceKey=" + rows.instanceOf(taken)))
                .containsExactly(key(taken));
        assertThat(keys(sue, "view=all")).doesNotContainAnyElementsOf(expected);
        assertThat(sue.browser()
                        .get("/api/v1/tasks?view=substituted&state=COMPLETED")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void delegatesATaskWithAReason() {
        Player tom = cast.user();
        long task = rows.task().groups(finance).approval("{}").create();

        Answer delegated = delegate(ann, task, tom, "Tom knows the supplier");

        assertThat(delegated.status()).isEqualTo(200);
        assertThat(delegated.body().path("claimedBy").stringValue()).isEqualTo(tom.username());
        assertThat(delegated.body().path("state").stringValue()).isEqualTo("CLAIMED");
        JsonNode entry = read(tom, task).body().path("history").path(0);
        assertThat(entry.path("action").stringValue()).isEqualTo("task.delegated");
        assertThat(entry.path("comment").stringValue()).isEqualTo("Tom knows the supplier");
        assertThat(entry.path("after").path("assignee").stringValue())
                .isEqualTo(jdbc.sql("select id from app_user where username = ?")
                        .param(tom.username())
                        .query(String.class)
                        .single());
        assertThat(entry.toString()).doesNotContain(tom.username());
        assertThat(keys(tom, "view=mine")).containsExactly(key(task));
        assertThat(approve(ann, task).problem()).isEqualTo("claimed-by-other");
        assertThat(delegate(ben, task, sue, "no").problem()).isEqualTo("claimed-by-other");
        assertThat(delegate(tom, task, sue, "it is more of yours").status()).isEqualTo(200);
        assertThat(approve(sue, task).status()).isEqualTo(200);
        assertThat(delegate(sue, task, tom, "too late").problem()).isEqualTo("task-already-decided");
    }

    @Test
    void delegatesForSomebody() {
        substitute(ann, sue, Map.of());
        Player tom = cast.user();
        long task = rows.task().assignee(ann.username()).create();

        assertThat(delegate(sue, task, tom, "Ann is away").status()).isEqualTo(200);

        JsonNode entry = read(tom, task).body().path("history").path(0);
        assertThat(entry.path("onBehalfOf").path("name").stringValue()).isEqualTo(ann.username());
        assertThat(complete(tom, task, Map.of())
                        .body()
                        .path("decisions")
                        .path(0)
                        .path("onBehalfOf")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesADelegationThatDoesNotFit() {
        Player gone = cast.user();
        change(gone, Set.of(Role.USER), false);
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));
        long task = rows.task().groups(finance).create();

        assertThat(delegate(ann, task, sue, " ").problem()).isEqualTo("delegation-does-not-fit");
        assertThat(delegate(ann, task, sue, "x".repeat(4001)).status()).isEqualTo(422);
        assertThat(delegate(ann, task, gone, "x").status()).isEqualTo(422);
        assertThat(delegate(ann, task, ann, "x").status()).isEqualTo(422);
        // being an operator gives nobody a vote
        assertThat(delegate(operator, task, operator, "x").status()).isEqualTo(422);
        assertThat(delegate(sue, task, ben, "x").problem()).isEqualTo("not-a-candidate");
        assertThat(ann.browser()
                        .post("/api/v1/tasks/" + task + "/delegation", Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(delegate(operator, task, sue, "x").status()).isEqualTo(200);
        assertThat(delegate(operator, task, sue, "x").problem()).isEqualTo("has-it-already");
        long several =
                rows.task().groups(finance).approval("{\"policy\": \"all\"}").create();
        assertThat(delegate(ann, several, sue, "x").problem()).isEqualTo("several-decide");
    }

    private JsonNode substitute(Player absent, Player substitute, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("substitute", substitute.username());
        Answer answer = post(absent, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body();
    }

    private static Answer post(Player who, Map<String, ?> body) {
        return who.browser().post("/api/v1/substitutions", body);
    }

    private static List<String> errors(Player who, Map<String, ?> body) {
        Answer answer = post(who, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(422);
        isTidy(answer);
        return StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                .map(error -> error.path("field").stringValue() + ": "
                        + error.path("message").stringValue())
                .toList();
    }

    private static Answer end(Player who, JsonNode substitution) {
        return who.browser()
                .delete("/api/v1/substitutions/" + substitution.path("id").stringValue());
    }

    private static JsonNode mine(Player who) {
        return who.browser().get("/api/v1/substitutions").body().path("items");
    }

    private List<String> audited(JsonNode substitution) {
        return jdbc.sql(
                        "select action from audit_entry where object_type = 'substitution' and object_id = ? order by id")
                .param(substitution.path("id").stringValue())
                .query(String.class)
                .list();
    }

    /** As if so much time had passed for this one. */
    private void move(JsonNode substitution, Duration by) {
        assertThat(jdbc.sql("update substitution set starts_at = starts_at + cast(:by as interval),"
                                + " ends_at = ends_at + cast(:by as interval) where id = cast(:id as uuid)")
                        .param("by", by.toString())
                        .param("id", substitution.path("id").stringValue())
                        .update())
                .isEqualTo(1);
    }

    private void change(Player who, Set<Role> roles, boolean enabled) {
        UserAccounts users = engine.getBean(UserAccounts.class);
        var account = users.find(who.username()).orElseThrow();
        users.change(
                who.username(),
                new UserDetails(account.displayName(), null, null, null, null, roles, account.groups(), enabled),
                null,
                Actor.system("test"));
    }

    private static Answer approve(Player who, long task) {
        return vote(who, task, APPROVED);
    }

    private static Answer vote(Player who, long task, Map<String, ?> body) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", body);
    }

    private static Answer complete(Player who, long task, Map<String, ?> body) {
        return who.browser().post("/api/v1/tasks/" + task + "/completion", body);
    }

    private static Answer delegate(Player who, long task, Player to, String reason) {
        return who.browser()
                .post("/api/v1/tasks/" + task + "/delegation", Map.of("to", to.username(), "reason", reason));
    }

    private static Answer read(Player who, long task) {
        return who.browser().get("/api/v1/tasks/" + task);
    }

    private static String key(long task) {
        return Long.toString(task);
    }

    private static List<String> keys(Player who, String query) {
        return items(who, query).stream()
                .map(row -> row.path("taskKey").stringValue())
                .toList();
    }

    private static List<JsonNode> items(Player who, String query) {
        var items = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            Answer page = who.browser().get("/api/v1/tasks?" + query + cursor);
            assertThat(page.status()).as(page.raw().body()).isEqualTo(200);
            page.body().path("items").forEach(items::add);
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        return items;
    }

    private JsonNode sentVote(long task, int number) {
        return JsonMapper.shared()
                .readTree(jdbc.sql(
                                "select cast(payload as text) from engine_command where kind = 'COMPLETE_TASK' and target = ?")
                        .param(key(task))
                        .query(String.class)
                        .single())
                .path("variables")
                .path("decision")
                .path("votes")
                .path(number);
    }
}
