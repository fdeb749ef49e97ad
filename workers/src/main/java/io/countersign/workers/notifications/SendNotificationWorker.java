package io.countersign.workers.notifications;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.processes.JobTypes;
import io.countersign.processes.ReservedVariables;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@link JobTypes#SEND_NOTIFICATION}. Public, because the Camunda client calls it by reflection. */
@Component
public class SendNotificationWorker {

    private final JobRunner runner;
    private final QueueEmail queueEmail;

    SendNotificationWorker(JobRunner runner, QueueEmail queueEmail) {
        this.runner = runner;
        this.queueEmail = queueEmail;
    }

    @JobWorker(
            type = JobTypes.SEND_NOTIFICATION,
            fetchVariables = {
                ReservedVariables.START_ID,
                "to",
                "cc",
                "bcc",
                "subject",
                "text",
                "html",
                "template",
                "variables",
                "language",
                "attachments",
                "priority",
                "waitFor"
            },
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, Email.class, queueEmail::toEach);
    }
}
