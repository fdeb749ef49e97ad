package io.countersign.workers.operations;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.processes.JobTypes;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@link JobTypes#HTTP_REQUEST}. Public, because the Camunda client calls it by reflection. */
@Component
public class HttpRequestWorker {

    private final JobRunner runner;
    private final CallTarget callTarget;

    HttpRequestWorker(JobRunner runner, CallTarget callTarget) {
        this.runner = runner;
        this.callTarget = callTarget;
    }

    @JobWorker(
            type = JobTypes.HTTP_REQUEST,
            fetchVariables = {
                "target",
                "method",
                "path",
                "query",
                "headers",
                "body",
                "bodyType",
                "auth",
                "timeout",
                "result",
                "errors"
            },
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, Operation.class, callTarget::run);
    }
}
