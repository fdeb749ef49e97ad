package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hundred people want the same task at once. */
@EngineTest
class DecideTogetherIT {

    private static final int CROWD = 200;
    private static final int TASKS = 50;

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final AnswerTask answers;
    private final ClaimTask claims;

    @Autowired
    DecideTogetherIT(JdbcClient jdbc, AnswerTask answers, ClaimTask claims) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.answers = answers;
        this.claims = claims;
    }

    @Test
    void oneDecides() throws Exception {
        String group = Cast.unique("group");
        long task = rows.task().groups(group).approval("{}").create();

        List<String> problems = allAtOnce(
                group, caller -> answers.answer(caller, task, new Answer(Outcome.APPROVED, null, Map.of(), null)));

        assertThat(problems).hasSize(CROWD - 1).containsOnly("task-already-decided");
        assertThat(count("select count(*) from task_decision where task_key = ?", task))
                .isEqualTo(1);
        assertThat(count("select count(*) from engine_command where target = cast(? as text)", task))
                .isEqualTo(1);
        assertThat(count(
                        "select count(*) from audit_entry where action = 'task.decided' and object_id = cast(? as text)",
                        task))
                .isEqualTo(1);
    }

    @Test
    void aQuorumDecides() throws Exception {
        for (int i = 0; i < TASKS; i++) {
            String group = Cast.unique("group");
            long task = rows.task()
                    .groups(group)
                    .approval("{\"policy\": \"quorum\", \"quorum\": 100}")
                    .create();

            List<String> problems = allAtOnce(
                    group, caller -> answers.answer(caller, task, new Answer(Outcome.APPROVED, null, Map.of(), null)));

            assertThat(problems).hasSize(CROWD - 100).containsOnly("task-already-decided");
            assertThat(count("select count(*) from task_decision where task_key = ?", task))
                    .isEqualTo(100);
            assertThat(count("select count(*) from task_decision where conclusive and task_key = ?", task))
                    .isEqualTo(1);
            assertThat(count(
                            "select count(*) from audit_entry where action = 'task.decided' and object_id = cast(? as text)",
                            task))
                    .isEqualTo(100);
            assertThat(count(
                            "select json_array_length(payload #> '{variables,decision,votes}') from engine_command where target = cast(? as text)",
                            task))
                    .isEqualTo(100);
        }
    }

    @Test
    void oneClaims() throws Exception {
        String group = Cast.unique("group");
        long task = rows.task().groups(group).create();

        List<String> problems = allAtOnce(group, caller -> claims.claim(caller, task));

        assertThat(problems).hasSize(CROWD - 1).containsOnly("claimed-by-other");
        assertThat(count("select count(*) from task_claim where task_key = ?", task))
                .isEqualTo(1);
    }

    private static List<String> allAtOnce(String group, Consumer<Caller> act) throws Exception {
        var ready = new CountDownLatch(CROWD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> outcomes = IntStream.range(0, CROWD)
                    .mapToObj(i -> threads.submit(() -> {
                        String name = Cast.unique("user");
                        var caller = new Caller(
                                Caller.Kind.PERSON, name, "Mr " + name, EnumSet.of(Role.USER), Set.of(group));
                        ready.countDown();
                        ready.await();
                        try {
                            act.accept(caller);
                            return "";
                        } catch (Problem problem) {
                            return problem.slug();
                        }
                    }))
                    .toList();
            return outcomes.stream()
                    .map(DecideTogetherIT::get)
                    .filter(problem -> !problem.isEmpty())
                    .toList();
        }
    }

    private static String get(Future<String> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(String sql, long task) {
        return jdbc.sql(sql).param(task).query(Integer.class).single();
    }
}
