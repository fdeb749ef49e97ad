package io.countersign.workers.records;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.processes.JobTypes;
import io.countersign.processes.ReservedVariables;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@link JobTypes#DECISION_RECORD}. Public, because the Camunda client calls it by reflection. */
@Component
public class DecisionRecordWorker {

    private final JobRunner runner;
    private final MakeRecord makeRecord;

    DecisionRecordWorker(JobRunner runner, MakeRecord makeRecord) {
        this.runner = runner;
        this.makeRecord = makeRecord;
    }

    @JobWorker(
            type = JobTypes.DECISION_RECORD,
            fetchVariables = {"title", "fileName", "language", "template", ReservedVariables.START_ID},
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, RecordInputs.class, makeRecord::run);
    }
}
