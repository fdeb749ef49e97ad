package io.countersign.engine.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.MutableClock;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.identity.UserDetails;
import io.countersign.engine.tasks.ArrivedTask;
import io.countersign.engine.tasks.DueTasks;
import io.countersign.engine.web.Hints;
import io.countersign.store.audit.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What happens to tasks whose time is up. The clock here is far ahead, so the engine's own agenda leaves these tasks alone. */
@EngineTest
class DeadlinesIT {

    private static final String ANY = "{\"policy\": \"any\"}";
    private static final Instant START = Instant.parse("2126-03-04T09:00:00Z");

    private final Cast cast;
    private final EngineRows rows;
    private final JdbcClient jdbc;
    private final ApplicationContext engine;
    private final TransactionTemplate transaction;
    private final MutableClock clock = new MutableClock();

    @Autowired
    DeadlinesIT(ApplicationContext engine, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.cast = new Cast(engine);
        this.rows = new EngineRows(jdbc);
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        clock.pass(Duration.between(clock.instant(), START));
    }

    @Test
    void remindsThenEscalatesToTheManagerWhoDecidesInThePlaceOfWhomHeManages() {
        Player ines = cast.user();
        Player ben = managedBy(ines);
        long task = task(ben, ANY, "{\"due\": \"PT8H\", \"remind\": \"PT2H\", \"escalate\": \"PT0S\"}");

        clock.pass(Duration.ofHours(6));
        fire().fire(Kind.REMIND, task, 0);
        fire().fire(Kind.REMIND, task, 0);
        fire().fire(Kind.ESCALATE, task, 0);
        assertThat(actions(task)).containsExactly("task.reminded");
        assertThat(mails(task)).isEqualTo(1);
        assertThat(ines.browser().get("/api/v1/tasks/" + task).status()).isEqualTo(403);

        clock.pass(Duration.ofHours(2));
        fire().fire(Kind.ESCALATE, task, 0);
        fire().fire(Kind.ESCALATE, task, 0);
        assertThat(actions(task)).containsExactly("task.reminded", "task.escalated");
        assertThat(mails(task)).isEqualTo(2);
        JsonNode row = ines.browser()
                .get("/api/v1/tasks?state=OPEN")
                .body()
                .path("items")
                .path(0);
        assertThat(row.path("taskKey").stringValue()).isEqualTo(Long.toString(task));
        assertThat(row.path("escalatedTo").path(0).stringValue()).isEqualTo(ines.username());
        JsonNode shown = ines.browser().get("/api/v1/tasks/" + task).body();
        assertThat(shown.path("actsFor").findValuesAsString("username")).containsExactly(ben.username());
        assertThat(shown.path("deadline").path("escalateTo").path(0).stringValue())
                .isEqualTo("Mr " + ines.username());

        assertThat(ines.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                        .status())
                .isEqualTo(200);
        assertThat(jdbc.sql("select on_behalf_of from task_decision where task_key = ?")
                        .param(task)
                        .query(String.class)
                        .single())
                .isEqualTo(ben.username());
        clock.pass(Duration.ofDays(9));
        fire().fire(Kind.EXPIRE, task, 0);
        assertThat(actions(task)).doesNotContain("task.expired");
    }

    @Test
    void expiresOnceThoughNodesRaceAndNeverApproves() throws Exception {
        Player ben = cast.user();
        var start = new CyclicBarrier(4);
        try (var nodes = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 50; round++) {
                long task = task(
                        ben,
                        "{\"policy\": \"any\", \"onExpiry\": \"reject\", \"result\": \"verdict\"}",
                        "{\"due\": \"PT1H\", \"escalate\": \"PT0S\", \"escalateTo\": \"" + ben.username()
                                + "\", \"expire\": \"PT1H\"}");
                clock.pass(Duration.ofDays(5));
                Callable<Void> node = () -> {
                    start.await();
                    fire().fire(Kind.ESCALATE, task, 0);
                    fire().fire(Kind.EXPIRE, task, 0);
                    return null;
                };
                for (var done : nodes.invokeAll(List.of(node, node, node, node))) {
                    done.get();
                }
                assertThat(actions(task)).filteredOn("task.expired"::equals).hasSize(1);
                assertThat(actions(task)).filteredOn("task.escalated"::equals).hasSizeLessThan(2);
                assertThat(jdbc.sql("select outcome from task_decision where task_key = ?")
                                .param(task)
                                .query(String.class)
                                .list())
                        .containsExactly("expired");
                assertThat(jdbc.sql("select payload ->> 'variables' from engine_command where target = ?")
                                .param(Long.toString(task))
                                .query(String.class)
                                .list())
                        .singleElement()
                        .asString()
                        .contains("\"outcome\":\"expired\"");
                assertThat(ben.browser()
                                .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                                .problem())
                        .isEqualTo("task-expired");
            }
        }
    }

    @Test
    void makesUpForWhatWasMissedButRemindsOfNothingThatIsOverdue() {
        Player ines = cast.user();
        Player ben = managedBy(ines);
        long task = task(ben, null, "{\"due\": \"PT2H\", \"remind\": [\"PT1H\", \"PT2H\"], \"escalate\": \"PT1H\"}");

        clock.pass(Duration.ofDays(30));
        fire().fire(Kind.REMIND, task, 0);
        fire().fire(Kind.REMIND, task, 1);
        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(actions(task)).containsExactly("task.escalated");
        assertThat(mails(task)).isEqualTo(1);
    }

    @Test
    void aPlainTaskIsNeverRejectedAndAClosedOneLeftAlone() {
        Player ben = cast.user();
        long kept = task(ben, null, "{\"due\": \"PT2H\", \"expire\": \"PT1H\"}");
        long closed = task(ben, ANY, "{\"due\": \"PT2H\", \"escalate\": \"PT1H\", \"expire\": \"PT1H\"}");
        rows.close(closed, "CANCELED", null);

        clock.pass(Duration.ofDays(30));
        fire().fire(Kind.EXPIRE, kept, 0);
        fire().fire(Kind.ESCALATE, closed, 0);
        fire().fire(Kind.EXPIRE, closed, 0);

        assertThat(actions(kept)).containsExactly("task.deadline-passed");
        assertThat(actions(closed)).isEmpty();
        assertThat(ben.browser()
                        .get("/api/v1/tasks/" + kept)
                        .body()
                        .path("state")
                        .stringValue())
                .isEqualTo("OPEN");
    }

    @Test
    void separationOfDutiesHoldsForWhomItIsEscalatedTo() {
        Player ines = cast.user();
        Player ben = managedBy(ines);
        long task = task(
                ben,
                "{\"policy\": \"any\", \"exclude\": \"" + ines.username() + "\"}",
                "{\"due\": \"PT2H\", \"escalate\": \"PT0S\"}");
        clock.pass(Duration.ofDays(4));
        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(ines.browser().get("/api/v1/tasks/" + task).status()).isEqualTo(200);
        assertThat(ines.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                        .problem())
                .isEqualTo("excluded-by-name");
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        Player ben = cast.user();
        long task = task(ben, ANY, "{\"due\": \"two days\"}");

        assertThat(ben.browser()
                        .get("/api/v1/tasks/" + task)
                        .body()
                        .path("deadline")
                        .path("problem")
                        .stringValue())
                .contains("deadline.due", "\"two days\"");
        assertThat(actions(task)).containsExactly("task.deadline-not-understood");
        assertThat(ben.browser()
                        .post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aChangedCalendarMovesWhatHasNotHappened() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        String id = Cast.unique("cal");
        assertThat(admin.browser()
                        .post("/api/v1/calendars/" + id, calendar("09:00-17:00", 0))
                        .status())
                .isEqualTo(201);
        Player ben = cast.user();
        long task = task(ben, ANY, "{\"due\": \"PT8H\", \"escalate\": \"PT1H\", \"calendar\": \"" + id + "\"}");
        Instant before = dueOf(task);
        long version = jdbc.sql("select version from business_calendar where id = ?")
                .param(id)
                .query(Long.class)
                .single();

        assertThat(admin.browser()
                        .put("/api/v1/calendars/" + id, calendar("09:00-13:00", version))
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(dueOf(task)).isAfter(before));
        assertThat(jdbc.sql(
                                "select due_at = (select due_at from task where key = task_key) from task_deadline where task_key = ?")
                        .param(task)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void mailsTellTheTimeOfTheCalendarInTheLanguageOfTheReader() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        String id = Cast.unique("cal");
        assertThat(admin.browser()
                        .post("/api/v1/calendars/" + id, calendar("09:00-17:00", 0))
                        .status())
                .isEqualTo(201);
        Player ines = cast.user();
        Player ben = managedBy(ines);
        engine.getBean(UserAccounts.class).setLocale(ben.username(), "de");
        long task = task(
                ben,
                ANY,
                "{\"due\": \"PT2H\", \"remind\": \"PT1H\", \"escalate\": \"PT0S\", \"calendar\": \"" + id + "\"}");

        clock.pass(Duration.ofHours(1));
        fire().fire(Kind.REMIND, task, 0);
        clock.pass(Duration.ofHours(1));
        fire().fire(Kind.ESCALATE, task, 0);

        List<String> texts = jdbc.sql("select text_body from notification where message_id like ? order by id")
                .param("%-" + task + "-%")
                .query(String.class)
                .list();
        assertThat(texts).hasSize(2).noneMatch(text -> text.contains("UTC"));
        assertThat(texts.getFirst()).contains("ist fällig am Montag, 4. März 2126", "12:00 MEZ");
        assertThat(texts.getLast())
                .contains("was due on Monday, March 4, 2126", "12:00", "PM CET", "It waited for: Mr " + ben.username());
    }

    @Test
    void anUnclaimedTaskOfAGroupGoesToAnotherGroup() {
        String clerks = cast.group();
        String board = cast.group();
        Player clerk = cast.user(clerks);
        Player member = cast.reachable(board);
        Player other = cast.reachable(board);
        long task = task(
                rows.task().groups(clerks).approval(ANY),
                "{\"due\": \"PT1H\", \"escalate\": \"PT0S\", \"escalateTo\": \"" + board + "\"}");
        assertThat(inbox(member)).doesNotContain(task);

        clock.pass(Duration.ofDays(4));
        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(mails(task)).isEqualTo(2);
        assertThat(inbox(member)).contains(task);
        assertThat(inbox(other)).contains(task);
        assertThat(inbox(clerk)).contains(task);
        assertThat(decide(member, task).status()).isEqualTo(200);
        assertThat(decisions(task)).containsExactly(member.username() + " approved");
        assertThat(decide(other, task).problem()).isEqualTo("task-already-decided");
    }

    @Test
    void whatAGroupLeavesUndecidedGoesToTheManagersOfItsMembers() {
        Player carla = cast.user();
        String board = cast.group();
        managedBy(carla, board);
        long task = task(
                rows.task().groups(cast.group()).approval("{\"policy\": \"any\", \"onExpiry\": \"escalate\"}"),
                "{\"due\": \"PT1H\", \"escalate\": \"PT0S\", \"escalateTo\": \"" + board + "\", \"expire\": \"PT1H\"}");
        clock.pass(Duration.ofDays(4));

        fire().fire(Kind.ESCALATE, task, 0);
        assertThat(inbox(carla)).doesNotContain(task);
        fire().fire(Kind.EXPIRE, task, 0);

        assertThat(actions(task)).containsExactly("task.escalated", "task.escalated");
        assertThat(inbox(carla)).contains(task);
        assertThat(decide(carla, task).status()).isEqualTo(200);
    }

    @Test
    void anUnclaimedTaskGoesToTheManagerOfWhoAskedForIt() {
        Player ines = cast.user();
        Player ann = managedBy(ines);
        long instance = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(instance, ann.username(), null);
        long task = task(
                rows.task().of(instance).groups(cast.group()).approval(ANY),
                "{\"due\": \"PT1H\", \"escalate\": \"PT0S\"}");
        clock.pass(Duration.ofDays(4));

        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(inbox(ines)).contains(task);
        assertThat(decide(ines, task).status()).isEqualTo(200);
        assertThat(decisions(task)).containsExactly(ines.username() + " approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'policy': 'all', 'approvers': ['ANN', 'BEN']}",
                "{'policy': 'quorum', 'quorum': 2, 'approvers': ['ANN', 'BEN']}",
                "{'policy': 'sequential', 'approvers': ['ANN', 'BEN']}",
                "{'policy': 'weighted', 'weights': {'ANN': 1, 'BEN': 2}, 'threshold': 3, 'approvers': ['ANN', 'BEN']}"
            })
    void whereSeveralDecideTheManagerStandsInForWhoHasNotVoted(String policy) {
        Player ines = cast.user();
        Player ann = cast.user();
        Player ben = managedBy(ines);
        long task = task(
                rows.task()
                        .approval(policy.replace('\'', '"')
                                .replace("ANN", ann.username())
                                .replace("BEN", ben.username())),
                "{\"due\": \"PT1H\", \"escalate\": \"PT0S\"}");
        assertThat(decide(ann, task).status()).isEqualTo(200);
        clock.pass(Duration.ofDays(4));

        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(inbox(ines)).contains(task);
        assertThat(ines.browser()
                        .get("/api/v1/tasks/" + task)
                        .body()
                        .path("actsFor")
                        .findValuesAsString("username"))
                .containsExactly(ben.username());
        assertThat(decide(ines, task).body().path("state").stringValue()).isEqualTo("DECIDED");
        assertThat(decisions(task))
                .containsExactly(
                        ann.username() + " approved", ines.username() + " approved on behalf of " + ben.username());
        assertThat(decide(ben, task).problem()).isEqualTo("task-already-decided");
    }

    @Test
    void whatNobodyDecidesGoesOnceToTheManagersManager() {
        Player carla = cast.user();
        Player ines = managedBy(carla);
        Player ben = managedBy(ines);
        long task = task(
                ben,
                "{\"policy\": \"any\", \"onExpiry\": \"escalate\"}",
                "{\"due\": \"PT1H\", \"escalate\": \"PT0S\", \"expire\": \"PT1H\"}");
        clock.pass(Duration.ofDays(4));

        fire().fire(Kind.ESCALATE, task, 0);
        assertThat(inbox(carla)).doesNotContain(task);
        fire().fire(Kind.EXPIRE, task, 0);
        fire().fire(Kind.EXPIRE, task, 0);

        assertThat(actions(task)).containsExactly("task.escalated", "task.escalated");
        assertThat(mails(task)).isEqualTo(2);
        assertThat(inbox(ines)).contains(task);
        assertThat(inbox(carla)).contains(task);
        assertThat(decisions(task)).isEmpty();
        assertThat(decide(carla, task).status()).isEqualTo(200);
        assertThat(decisions(task)).containsExactly(carla.username() + " approved on behalf of " + ben.username());
    }

    @Test
    void twoSchedulersDoEverythingOnce() {
        Player ines = cast.user();
        Player ben = managedBy(ines);
        List<Long> tasks = IntStream.range(0, 50)
                .mapToObj(i -> task(
                        ben,
                        "{\"policy\": \"any\", \"onExpiry\": \"reject\"}",
                        "{\"due\": \"PT2H\", \"remind\": \"PT1H\", \"escalate\": \"PT0S\", \"expire\": \"PT1H\"}"))
                .toList();
        var beans = new StaticListableBeanFactory(Map.of("fire", fire(), "plan", engine.getBean(PlanDeadlines.class)));
        List<Agenda> nodes = IntStream.range(0, 2)
                .mapToObj(i -> new Agenda(
                        engine.getBean(DataSource.class),
                        beans.getBeanProvider(FireDeadline.class),
                        beans.getBeanProvider(PlanDeadlines.class),
                        clock))
                .toList();
        try {
            clock.pass(Duration.ofMinutes(90));
            nodes.forEach(Agenda::start);
            asTimeGoesOn(() -> assertThat(tasks)
                    .allSatisfy(task -> assertThat(actions(task)).containsExactly("task.reminded")));
            nodes.forEach(Agenda::stop);
            clock.pass(Duration.ofDays(4));
            nodes.forEach(Agenda::start);
            asTimeGoesOn(() -> assertThat(scheduled(tasks)).isZero());
        } finally {
            nodes.forEach(Agenda::stop);
        }

        assertThat(tasks).allSatisfy(task -> {
            assertThat(actions(task)).filteredOn("task.reminded"::equals).hasSize(1);
            assertThat(actions(task)).filteredOn("task.expired"::equals).hasSize(1);
            // it may have expired before it could be escalated
            assertThat(actions(task)).filteredOn("task.escalated"::equals).hasSizeLessThan(2);
            assertThat(decisions(task)).containsExactly("system:deadline expired");
            assertThat(mails(task)).isEqualTo(actions(task).contains("task.escalated") ? 2 : 1);
        });
    }

    @Test
    void aTaskThatTheReadModelHasLostForAWhileIsTriedAgain() {
        Player ben = managedBy(cast.user());
        long task = task(ben, ANY, "{\"due\": \"PT2H\", \"escalate\": \"PT0S\"}");
        long elsewhere = EngineRows.newKey();
        clock.pass(Duration.ofHours(3));
        move(task, elsewhere);
        assertThatThrownBy(() -> fire().fire(Kind.ESCALATE, task, 0)).hasMessageContaining("not in the read model");

        move(elsewhere, task);
        fire().fire(Kind.ESCALATE, task, 0);
        assertThat(actions(task)).containsExactly("task.escalated");

        move(task, elsewhere);
        clock.pass(Duration.ofDays(2));
        fire().fire(Kind.ESCALATE, task, 0);
    }

    @Test
    void aCalendarThatChangesDuringARebuildMovesWhatComesBack() {
        Player admin = cast.player(Set.of(Role.ADMIN));
        String id = Cast.unique("cal");
        admin.browser().post("/api/v1/calendars/" + id, calendar("09:00-17:00", 0));
        long task = task(cast.user(), ANY, "{\"due\": \"PT8H\", \"calendar\": \"" + id + "\"}");
        Instant before = dueOf(task);
        long version = jdbc.sql("select version from business_calendar where id = ?")
                .param(id)
                .query(Long.class)
                .single();
        long elsewhere = EngineRows.newKey();
        move(task, elsewhere);

        admin.browser().put("/api/v1/calendars/" + id, calendar("09:00-13:00", version));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(jdbc.sql("""
                                select count(*) from scheduled_tasks
                                where task_name = 'deadlines-recalculated' and execution_time > now() + interval '5 seconds'
                                """).query(Long.class).single()).isPositive());
        move(elsewhere, task);
        assertThat(dueOf(task)).isEqualTo(before);
        jdbc.sql("update scheduled_tasks set execution_time = now() where task_name = 'deadlines-recalculated'")
                .update();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(dueOf(task)).isAfter(before));
    }

    private void move(long from, long to) {
        jdbc.sql("update task set key = ? where key = ?").params(to, from).update();
    }

    @Test
    void isPlannedOnceThoughATaskIsSaidToAppearAgain() {
        Player ines = cast.user();
        Player ben = managedBy(ines);
        long task = task(ben, ANY, "{\"due\": \"PT2H\", \"remind\": \"PT1H\", \"escalate\": \"PT0S\"}");
        clock.pass(Duration.ofMinutes(61));
        fire().fire(Kind.REMIND, task, 0);
        Instant due = dueOf(task);

        arrive(task);
        fire().fire(Kind.REMIND, task, 0);
        clock.pass(Duration.ofHours(1));
        fire().fire(Kind.ESCALATE, task, 0);
        arrive(task);
        fire().fire(Kind.ESCALATE, task, 0);

        assertThat(dueOf(task)).isEqualTo(due);
        assertThat(actions(task)).containsExactly("task.reminded", "task.escalated");
        assertThat(mails(task)).isEqualTo(2);
    }

    /** A scheduler that has looked waits by this clock, so where it stood still nobody would look again. */
    private void asTimeGoesOn(Runnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            clock.pass(Duration.ofSeconds(1));
            assertion.run();
        });
    }

    private FireDeadline fire() {
        var fire = new FireDeadline(
                engine.getBean(DueTasks.class),
                engine.getBean(DeadlineRows.class),
                engine.getBean(Superiors.class),
                engine.getBean(TellPeople.class),
                engine.getBean(DeadlineAudit.class),
                engine.getBean(Hints.class),
                clock);
        return new FireDeadline(
                engine.getBean(DueTasks.class),
                engine.getBean(DeadlineRows.class),
                engine.getBean(Superiors.class),
                engine.getBean(TellPeople.class),
                engine.getBean(DeadlineAudit.class),
                engine.getBean(Hints.class),
                clock) {
            @Override
            public void fire(Kind kind, long taskKey, int number) {
                transaction.executeWithoutResult(status -> fire.fire(kind, taskKey, number));
            }
        };
    }

    private long task(Player assignee, @Nullable String approval, String deadline) {
        var builder = rows.task().assignee(assignee.username());
        return task(approval == null ? builder : builder.approval(approval), deadline);
    }

    private long task(EngineRows.TaskBuilder builder, String deadline) {
        long key = builder.create();
        jdbc.sql("update task set deadline = cast(? as jsonb), created_at = ? where key = ?")
                .params(deadline, clock.instant().atOffset(java.time.ZoneOffset.UTC), key)
                .update();
        arrive(key);
        return key;
    }

    private void arrive(long task) {
        transaction.executeWithoutResult(status ->
                engine.getBean(PlanDeadlines.class).arrived(List.of(new ArrivedTask(task, 1, 1, "p", null, true))));
    }

    private static List<Long> inbox(Player who) {
        return who.browser().get("/api/v1/tasks?state=OPEN").body().path("items").findValuesAsString("taskKey").stream()
                .map(Long::valueOf)
                .toList();
    }

    private static Answer decide(Player who, long task) {
        return who.browser().post("/api/v1/tasks/" + task + "/decision", Map.of("outcome", "approved"));
    }

    private List<String> decisions(long task) {
        return jdbc.sql("select voter || ' ' || outcome || coalesce(' on behalf of ' || on_behalf_of, '')"
                        + " from task_decision where task_key = ? order by decided_at")
                .param(task)
                .query(String.class)
                .list();
    }

    private long scheduled(List<Long> tasks) {
        return jdbc.sql("select count(*) from scheduled_tasks where split_part(task_instance, ' ', 2) = any (?)")
                .params(new Object[] {tasks.stream().map(String::valueOf).toArray(String[]::new)})
                .query(Long.class)
                .single();
    }

    private Player managedBy(Player manager, String... groups) {
        Player person = cast.user(groups);
        for (Player each : List.of(person, manager)) {
            var account =
                    engine.getBean(UserAccounts.class).find(each.username()).orElseThrow();
            engine.getBean(UserAccounts.class)
                    .change(
                            each.username(),
                            new UserDetails(
                                    account.displayName(),
                                    each.username() + "@example.com",
                                    null,
                                    each.equals(person) ? manager.username() : account.manager(),
                                    null,
                                    account.roles(),
                                    account.groups(),
                                    true),
                            null,
                            Actor.system("test"));
        }
        return person;
    }

    private Instant dueOf(long task) {
        return jdbc.sql("select due_at from task_deadline where task_key = ?")
                .param(task)
                .query((row, number) -> row.getObject(1, java.time.OffsetDateTime.class))
                .single()
                .toInstant();
    }

    private List<String> actions(long task) {
        return jdbc.sql("select action from audit_entry where object_type = 'task' and object_id = ?"
                        + " and action <> 'task.decided' order by id")
                .param(Long.toString(task))
                .query(String.class)
                .list();
    }

    private int mails(long task) {
        return jdbc.sql("select count(*) from notification where message_id like ?")
                .param("%-" + task + "-%")
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> calendar(String hours, long version) {
        return Map.of(
                "name", Cast.unique("Calendar"),
                "zone", "Europe/Berlin",
                "week", Map.of("MONDAY", List.of(hours), "THURSDAY", List.of(hours)),
                "daysOff", List.of(),
                "workingDays", List.of(),
                "processIds", List.of(),
                "groups", List.of(),
                "version", version);
    }
}
