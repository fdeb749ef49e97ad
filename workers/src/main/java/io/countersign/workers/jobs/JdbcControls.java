package io.countersign.workers.jobs;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcControls implements Controls {

    private final JdbcClient jdbc;

    JdbcControls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Control> read() {
        return jdbc
                .sql("select job_type, paused, max_active from job_type_control")
                .query((row, number) ->
                        Map.entry(row.getString("job_type"), new Control(row.getBoolean("paused"), (Integer)
                                row.getObject("max_active"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
