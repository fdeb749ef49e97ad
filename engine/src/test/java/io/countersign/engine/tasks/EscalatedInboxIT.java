package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.EngineRows;
import io.countersign.engine.MutableClock;
import io.countersign.engine.TestDatabase;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.web.Paging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is escalated is found fast among many, and does not pile up. */
class EscalatedInboxIT {

    private static final int OPEN = 100_000;
    private static final Caller INES =
            new Caller(Caller.Kind.PERSON, "ines", "Ines", Set.of(Role.USER), Set.of("managers"));

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.app());

    @Test
    void readsIndexRangesAndNothingElse() {
        jdbc.sql("""
                        insert into task (key, kind, partition_id, process_instance_key, element_instance_key,
                            process_definition_key, process_id, element_id, state, assignee, due_at, created_at)
                        select i, 'JOB', 1, i, i, 1, 'p', 'e', 'OPEN', 'user-' || i % 1000, now() + i * interval '1 second', now()
                        from generate_series(1, ?) i
                        """).param(OPEN).update();
        jdbc.sql("""
                        insert into task_escalation (principal, task_key, escalated_at)
                        select case when i % 1000 = 7 then 'u:ines' else 'u:chief-' || i % 1000 end, i, now()
                        from generate_series(1, ?, 3) i
                        """).param(OPEN).update();
        new JdbcTemplate(database.owner()).execute("analyze");
        Condition keys = new InboxKeys(
                        INES,
                        new InboxQuery(
                                InboxQuery.State.OPEN, InboxQuery.View.ALL, null, null, null, List.of(), null, null),
                        new InboxOrder(InboxQuery.State.OPEN, new Paging(50, null)),
                        null)
                .sql();

        assertThat(jdbc.sql("select count(*) from (" + keys.sql() + ") found")
                        .params(keys.parameters())
                        .query(Integer.class)
                        .single())
                .isEqualTo(34);
        List<JsonNode> scans = scans(keys);
        assertThat(scans)
                .extracting(scan -> scan.path("Relation Name").asString())
                .contains("task_escalation", "task");
        assertThat(scans).allSatisfy(scan -> {
            assertThat(scan.path("Node Type").asString()).matches("Index( Only)? Scan|Bitmap Heap Scan");
            assertThat(scan.path("Index Cond").asString("")
                            + scan.path("Recheck Cond").asString(""))
                    .containsAnyOf("principal", "key = ");
            assertThat(scan.path("Actual Rows").asDouble()
                            * scan.path("Actual Loops").asDouble())
                    .as("rows read in %s", scan)
                    .isLessThan(100);
        });
    }

    @Test
    void forgetsTheEscalationsOfTasksThatHaveBeenClosedForADay() {
        EngineRows rows = new EngineRows(jdbc);
        var clock = new MutableClock();
        long open = rows.task().create();
        long closed = rows.task().create();
        long justClosed = rows.task().create();
        long missing = EngineRows.newKey();
        for (long task : List.of(open, closed, justClosed, missing)) {
            jdbc.sql("insert into task_escalation (principal, task_key, escalated_at) values ('u:ines', ?, now())")
                    .param(task)
                    .update();
        }
        end(closed, clock);
        clock.pass(Duration.ofHours(12));
        end(justClosed, clock);
        clock.pass(Duration.ofHours(13));

        new EscalationAging(jdbc, clock).forgetClosed();

        assertThat(jdbc.sql("select task_key from task_escalation")
                        .query(Long.class)
                        .list())
                .containsExactlyInAnyOrder(open, justClosed, missing);
    }

    private void end(long task, MutableClock clock) {
        jdbc.sql("update task set state = 'COMPLETED', ended_at = ? where key = ?")
                .params(Columns.parameter(clock.instant()), task)
                .update();
    }

    /** How the big tables are read. */
    private List<JsonNode> scans(Condition query) {
        String plan = jdbc.sql("explain (analyze, format json) " + query.sql())
                .params(query.parameters())
                .query(String.class)
                .single();
        var scans = new ArrayList<JsonNode>();
        collect(new JsonMapper().readTree(plan).path(0).path("Plan"), scans);
        return scans;
    }

    private static void collect(JsonNode node, List<JsonNode> scans) {
        if (Set.of("task", "task_candidate", "task_escalation")
                .contains(node.path("Relation Name").asString(""))) {
            scans.add(node);
        }
        node.path("Plans").forEach(child -> collect(child, scans));
    }
}
