package io.countersign.workers.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcStatusReport implements StatusReport {

    /** After that a node that says nothing is not coming back under its name. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final JsonMapper JSON = new JsonMapper();

    private final NamedParameterJdbcTemplate jdbc;

    JdbcStatusReport(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void write(String node, List<TypeStatus> types, Instant now) {
        jdbc.batchUpdate(
                """
                insert into worker_status (node, job_type, state, active, max_active, done, p50_ms, p99_ms, failures, targets, updated_at)
                values (:node, :type, :state, :active, :maxActive, :done, :p50, :p99, cast(:failures as jsonb), cast(:targets as jsonb), :at)
                on conflict (node, job_type) do update set state = excluded.state, active = excluded.active,
                    max_active = excluded.max_active, done = excluded.done, p50_ms = excluded.p50_ms, p99_ms = excluded.p99_ms,
                    failures = excluded.failures, targets = excluded.targets, updated_at = excluded.updated_at
                """, types.stream().map(status -> row(node, status, now)).toArray(MapSqlParameterSource[]::new));
        jdbc.update(
                "delete from worker_status where updated_at < :old",
                new MapSqlParameterSource("old", now.minus(FORGOTTEN).atOffset(ZoneOffset.UTC)));
    }

    private static MapSqlParameterSource row(String node, TypeStatus status, Instant now) {
        return new MapSqlParameterSource("node", node)
                .addValue("type", status.type())
                .addValue("state", status.state().name())
                .addValue("active", status.active())
                .addValue("maxActive", status.maxActive())
                .addValue("done", status.done())
                .addValue("p50", status.p50())
                .addValue("p99", status.p99())
                .addValue("failures", JSON.writeValueAsString(status.failures()))
                .addValue(
                        "targets",
                        JSON.writeValueAsString(status.targets().stream()
                                .map(JdbcStatusReport::target)
                                .toList()))
                .addValue("at", now.atOffset(ZoneOffset.UTC));
    }

    private static Map<String, @Nullable Object> target(Reached reached) {
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        target.put("name", reached.name());
        target.put("state", reached.state().name());
        target.put("running", reached.running());
        target.put("most", reached.most());
        target.put("waiting", reached.waiting());
        target.put(
                "openUntil",
                reached.openUntil() == null ? null : reached.openUntil().toString());
        return target;
    }
}
