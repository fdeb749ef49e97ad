package io.countersign.engine.console;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.incidents.IncidentSearch;
import io.countersign.engine.instances.Instance;
import io.countersign.engine.instances.InstanceParts;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.notifications.Deliveries;
import io.countersign.engine.requests.RequestDetail;
import io.countersign.engine.requests.Requests;
import io.countersign.engine.tasks.ShowTasks;
import io.countersign.engine.web.Problem;
import org.springframework.stereotype.Component;

/** Puts an instance together for an operator. */
@Component
public class ShowInstance {

    private final Instances instances;
    private final InstanceParts parts;
    private final IncidentSearch incidents;
    private final ShowTasks tasks;
    private final Requests requests;
    private final Deliveries deliveries;

    ShowInstance(
            Instances instances,
            InstanceParts parts,
            IncidentSearch incidents,
            ShowTasks tasks,
            Requests requests,
            Deliveries deliveries) {
        this.instances = instances;
        this.parts = parts;
        this.incidents = incidents;
        this.tasks = tasks;
        this.requests = requests;
        this.deliveries = deliveries;
    }

    /** @throws Problem 404 where there is none */
    public InstanceDetail show(Caller operator, long processInstanceKey) {
        Instance instance = instances.get(processInstanceKey);
        RequestDetail request = requests.show(operator, processInstanceKey);
        return new InstanceDetail(
                instance,
                request.request().requester(),
                parts.variables(processInstanceKey),
                request.elements(),
                incidents.ofInstance(processInstanceKey),
                parts.jobs(processInstanceKey),
                tasks.ofInstance(processInstanceKey),
                request.decisions(),
                deliveries.mailsOf(processInstanceKey),
                deliveries.callsOf(processInstanceKey));
    }
}
