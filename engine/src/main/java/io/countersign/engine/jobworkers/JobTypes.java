package io.countersign.engine.jobworkers;

import io.countersign.engine.jobworkers.JobType.JobTypeControl;
import io.countersign.engine.jobworkers.JobType.Node;
import io.countersign.engine.jobworkers.JobType.Target;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what workers say of themselves and what operators want of them. */
@Component
public class JobTypes {

    /** Workers say how they do every two seconds. */
    private static final Duration LATELY = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    JobTypes(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** By name. */
    public List<JobType> all() {
        Map<String, List<Node>> nodes = nodes();
        Map<String, JobTypeControl> controls = controls();
        var names = new TreeSet<>(nodes.keySet());
        names.addAll(controls.keySet());
        return names.stream()
                .map(name -> new JobType(name, controls.get(name), nodes.getOrDefault(name, List.of())))
                .toList();
    }

    /** @throws Problem 404 */
    public JobType get(String jobType) {
        return all().stream()
                .filter(type -> type.jobType().equals(jobType))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                        "unknown-job-type",
                        "No workers of this kind are known",
                        "No worker has said lately that it does jobs of the type " + jobType + "."));
    }

    Optional<JobTypeControl> control(String jobType) {
        return Optional.ofNullable(controls().get(jobType));
    }

    private Map<String, JobTypeControl> controls() {
        Map<String, JobTypeControl> controls = new HashMap<>();
        jdbc.sql("select job_type, paused, max_active, changed_by, changed_at from job_type_control")
                .query(row -> {
                    controls.put(
                            row.getString("job_type"),
                            new JobTypeControl(
                                    row.getBoolean("paused"),
                                    row.getObject("max_active", Integer.class),
                                    row.getString("changed_by"),
                                    Objects.requireNonNull(Columns.time(row, "changed_at"))));
                });
        return controls;
    }

    private Map<String, List<Node>> nodes() {
        return jdbc
                .sql("select * from worker_status where updated_at > ? order by job_type, node")
                .param(Columns.parameter(clock.instant().minus(LATELY)))
                .query((row, number) -> Map.entry(row.getString("job_type"), node(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Node node(ResultSet row) throws SQLException {
        return new Node(
                row.getString("node"),
                row.getString("state"),
                row.getInt("active"),
                row.getInt("max_active"),
                row.getLong("done"),
                row.getObject("p50_ms", Double.class),
                row.getObject("p99_ms", Double.class),
                json.readValue(row.getString("failures"), new TypeReference<Map<String, Long>>() {}),
                json.readValue(row.getString("targets"), new TypeReference<List<Target>>() {}),
                Objects.requireNonNull(Columns.time(row, "updated_at")));
    }
}
