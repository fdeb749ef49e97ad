package io.countersign.workers.notifications;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/**
 * Runs models that were drawn with the template of Camunda's e-mail connector. What they say under {@code authentication} is not even
 * fetched. Public, because the Camunda client calls it by reflection.
 */
@Component
public class EmailConnectorWorker {

    static final String TYPE = "io.camunda:email:1";

    private final JobRunner runner;
    private final SendConnectorMail sendConnectorMail;

    EmailConnectorWorker(JobRunner runner, SendConnectorMail sendConnectorMail) {
        this.runner = runner;
        this.sendConnectorMail = sendConnectorMail;
    }

    @JobWorker(
            type = EmailConnectorWorker.TYPE,
            fetchVariables = {"protocol", "data"},
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, EmailConnectorRequest.class, sendConnectorMail::run);
    }
}
