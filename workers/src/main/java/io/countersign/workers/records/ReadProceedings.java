package io.countersign.workers.records;

import io.countersign.notices.FormWords;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.records.Proceedings.Decided;
import io.countersign.workers.records.Proceedings.Vote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from what the engine keeps how a request went. */
@Repository
class ReadProceedings {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_VALUES = 200;
    private static final int MOST_VOTES = 1_000;

    private final JdbcClient jdbc;

    ReadProceedings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** There is more than any record should hold. */
    static final class TooMuch extends Exception {

        TooMuch() {
            super("The request has more than " + MOST_VOTES + " votes");
        }
    }

    private record Root(
            long key,
            String tenant,
            String process,
            @Nullable String reference,
            @Nullable String formId,
            @Nullable Instant startedAt) {}

    /**
     * @return empty until the read model has the job itself, and with it everything that came before
     * @throws TooMuch where not everything can be told
     */
    Optional<Proceedings> of(Job job) throws TooMuch {
        Optional<Root> found = root(job);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Root root = found.get();
        FormWords form = form(root);
        return Optional.of(new Proceedings(
                root.key(),
                root.process(),
                root.reference(),
                root.startedAt(),
                form,
                values(root, form),
                decided(root)));
    }

    private Optional<Root> root(Job job) {
        return jdbc.sql("""
                        select root.key, root.tenant_id, coalesce(d.name, root.process_id) as process, d.start_form_id,
                            root.started_at,
                            (select business_key from start_request s where s.process_instance_key = root.key limit 1) as reference
                        from process_instance i
                            join process_instance root on root.key = i.root_process_instance_key
                            left join process_definition d on d.key = root.process_definition_key
                        where i.key = :instance and exists (select from job j where j.key = :job)
                        """)
                .param("instance", job.processInstanceKey())
                .param("job", job.key())
                .query((row, number) -> new Root(
                        row.getLong("key"),
                        row.getString("tenant_id"),
                        row.getString("process"),
                        row.getString("reference"),
                        row.getString("start_form_id"),
                        time(row, "started_at")))
                .optional();
    }

    /** The version that there was when it was filled in. */
    private FormWords form(Root root) {
        if (root.formId() == null) {
            return new FormWords(Map.of());
        }
        JsonNode schema = jdbc.sql("""
                        select resource from form
                        where form_id = :form and tenant_id = :tenant
                        order by deployed_at <= coalesce(cast(:at as timestamptz), now()) desc, version desc limit 1
                        """)
                .param("form", root.formId())
                .param("tenant", root.tenant())
                .param("at", root.startedAt() == null ? null : root.startedAt().toString())
                .query((row, number) -> JSON.readTree(row.getBytes("resource")))
                .optional()
                .orElse(null);
        return FormWords.of(schema);
    }

    private Map<String, JsonNode> values(Root root, FormWords form) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        jdbc.sql("""
                        select name, value from variable
                        where process_instance_key = :key and scope_key = :key and octet_length(value) <= 8000
                            and (cardinality(:names) = 0 or name = any(:names))
                        order by key limit :most
                        """)
                .param("key", root.key())
                .param("names", form.fields().keySet().toArray(String[]::new))
                .param("most", MOST_VALUES)
                .query(row -> {
                    values.put(row.getString("name"), JSON.readTree(row.getString("value")));
                });
        return values;
    }

    private record Line(
            long task, Decided decided, @Nullable Vote vote) {}

    private List<Decided> decided(Root root) throws TooMuch {
        List<Line> lines = jdbc.sql("""
                        select t.key, coalesce(t.name, t.element_id) as task, t.approval ->> 'policy' as policy,
                            coalesce(t.ended_at, d.ended_at) as ended_at,
                            v.voter, v.on_behalf_of, v.outcome, v.comment, v.decided_at, v.conclusive
                        from task t
                            left join task_decision v on v.task_key = t.key
                            left join lateral (
                                select decided_at as ended_at from task_decision where task_key = t.key and conclusive) d on true
                        where t.process_instance_key in (select key from process_instance where root_process_instance_key = :root)
                            and (v.id is not null or t.state = 'COMPLETED')
                        order by coalesce(d.ended_at, t.ended_at, 'infinity'), t.key, v.decided_at, v.id
                        limit :most
                        """)
                .param("root", root.key())
                .param("most", MOST_VOTES + 1)
                .query(ReadProceedings::line)
                .list();
        if (lines.size() > MOST_VOTES) {
            throw new TooMuch();
        }
        Map<Long, Decided> tasks = new LinkedHashMap<>();
        for (Line line : lines) {
            Decided decided = tasks.computeIfAbsent(line.task(), key -> line.decided());
            if (line.vote() != null) {
                decided.votes().add(line.vote());
            }
        }
        return List.copyOf(tasks.values());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        String voter = row.getString("voter");
        Decided decided =
                new Decided(row.getString("task"), row.getString("policy"), time(row, "ended_at"), new ArrayList<>());
        Vote vote = voter == null
                ? null
                : new Vote(
                        voter,
                        row.getString("on_behalf_of"),
                        row.getString("outcome"),
                        row.getString("comment"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("conclusive"));
        return new Line(row.getLong("key"), decided, vote);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
