package io.countersign.workers.operations;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.processes.JobTypes;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@link JobTypes#SQL_QUERY}. Public, because the Camunda client calls it by reflection. */
@Component
public class SqlQueryWorker {

    private final JobRunner runner;
    private final RunStatement runStatement;

    SqlQueryWorker(JobRunner runner, RunStatement runStatement) {
        this.runner = runner;
        this.runStatement = runStatement;
    }

    @JobWorker(
            type = JobTypes.SQL_QUERY,
            fetchVariables = {"parameters", "errors"},
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, SqlInputs.class, runStatement::query);
    }
}
