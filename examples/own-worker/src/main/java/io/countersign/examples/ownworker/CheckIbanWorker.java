package io.countersign.examples.ownworker;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@value #TYPE}. Public, because the Camunda client calls it by reflection. */
@Component
public class CheckIbanWorker {

    static final String TYPE = "example:check-iban";

    private final JobRunner runner;

    CheckIbanWorker(JobRunner runner) {
        this.runner = runner;
    }

    @JobWorker(type = TYPE, fetchVariables = "iban", autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, CheckIban.Inputs.class, CheckIban::run);
    }
}
