package io.countersign.workers.operations;

import io.countersign.processes.JobTypes;
import io.countersign.workers.jobs.Reach;
import io.countersign.workers.jobs.Reached;
import java.util.List;
import org.springframework.stereotype.Component;

/** Jobs that call other systems need these systems. */
@Component
class TargetReach implements Reach {

    private final Targets targets;

    TargetReach(Targets targets) {
        this.targets = targets;
    }

    @Override
    public boolean serves(String jobType) {
        return jobType.equals(JobTypes.HTTP_REQUEST) || jobType.equals(HttpConnectorWorker.TYPE);
    }

    @Override
    public List<Reached> reached() {
        return targets.reached();
    }
}
