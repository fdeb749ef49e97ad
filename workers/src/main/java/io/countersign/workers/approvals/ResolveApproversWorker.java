package io.countersign.workers.approvals;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.countersign.processes.JobTypes;
import io.countersign.processes.ReservedVariables;
import io.countersign.workers.jobs.JobRunner;
import org.springframework.stereotype.Component;

/** Takes on {@link JobTypes#RESOLVE_APPROVERS}. Public, because the Camunda client calls it by reflection. */
@Component
public class ResolveApproversWorker {

    private final JobRunner runner;
    private final ResolveApprovers resolveApprovers;

    ResolveApproversWorker(JobRunner runner, ResolveApprovers resolveApprovers) {
        this.runner = runner;
        this.resolveApprovers = resolveApprovers;
    }

    @JobWorker(
            type = JobTypes.RESOLVE_APPROVERS,
            fetchVariables = {ReservedVariables.START_ID, "roles", "fallbackGroup"},
            autoComplete = false)
    public void handle(JobClient client, ActivatedJob job) {
        runner.run(client, job, ApproversNeeded.class, resolveApprovers::run);
    }
}
