package io.countersign.workers.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says which types run. A pause and a target that is away are no fault of this process: starting it again would mend neither. */
@Component("jobTypes")
class JobTypesHealth implements HealthIndicator {

    private final RunWorkers runWorkers;

    JobTypesHealth(RunWorkers runWorkers) {
        this.runWorkers = runWorkers;
    }

    @Override
    public Health health() {
        List<TypeStatus> statuses = runWorkers.statuses();
        Map<String, Object> details = new LinkedHashMap<>();
        statuses.forEach(status -> details.put(
                status.type(), status.state() + ", " + status.active() + " of " + status.maxActive() + " active"));
        return Health.up().withDetails(details).build();
    }
}
