package io.countersign.workers.jobs;

import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.jobhandling.JobWorkerChangeSet.EnabledChangeSet;
import io.camunda.client.jobhandling.JobWorkerChangeSet.MaxJobsActiveChangeSet;
import io.camunda.client.jobhandling.JobWorkerManager;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Opens and closes what is annotated with {@code @JobWorker}. The starter knows how, but opens all of them by itself as soon as it has a
 * client: {@code camunda.client.worker.defaults.enabled} is false, so that nothing runs that an operator has paused.
 */
@Component
class ZeebeWorkers implements JobWorkers {

    private final JobWorkerManager manager;
    private final Map<String, Integer> configured = new ConcurrentHashMap<>();

    ZeebeWorkers(JobWorkerManager manager) {
        this.manager = manager;
    }

    @Override
    public Set<String> types() {
        return manager.getJobWorkers().keySet();
    }

    @Override
    public int maxActive(String type) {
        return configured.computeIfAbsent(
                type, seen -> manager.getJobWorker(seen).getMaxJobsActive().value());
    }

    @Override
    public void open(String type, int maxActive) {
        JobWorkerValue now = manager.getJobWorker(type);
        if (now.getMaxJobsActive().value() != maxActive) {
            manager.updateJobWorker(type, new MaxJobsActiveChangeSet(maxActive));
        }
        if (!now.getEnabled().value()) {
            manager.updateJobWorker(type, new EnabledChangeSet(true));
        }
    }

    @Override
    public void close(String type) {
        if (manager.getJobWorker(type).getEnabled().value()) {
            manager.updateJobWorker(type, new EnabledChangeSet(false));
        }
    }
}
