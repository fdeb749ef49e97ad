package io.countersign.engine.console;

import io.countersign.engine.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the workers wrote down of their calls. */
@Repository
public class Exchanges {

    private final JdbcClient jdbc;

    Exchanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 where the instance made no such call */
    public Exchange get(long processInstanceKey, long jobKey, int attempt) {
        return jdbc.sql("""
                        select request, answer from operation_execution
                        where process_instance_key = ? and job_key = ? and attempt = ?
                        """)
                .params(processInstanceKey, jobKey, attempt)
                .query((row, number) -> new Exchange(row.getString("request"), row.getString("answer")))
                .optional()
                .orElseThrow(() -> Problem.notFound(
                        "unknown-call",
                        "There is no such call",
                        "The job " + jobKey + " of the instance " + processInstanceKey + " made no call " + attempt
                                + "."));
    }
}
