package io.countersign.engine.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.engine.incidents.Incident;
import io.countersign.engine.instances.Element;
import io.countersign.engine.instances.Instance;
import io.countersign.engine.instances.Job;
import io.countersign.engine.instances.ScopedVariable;
import io.countersign.engine.notifications.Execution;
import io.countersign.engine.notifications.Mail;
import io.countersign.engine.tasks.DecisionView;
import io.countersign.engine.tasks.TaskSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance with everything about it.
 *
 * @param requester null where nobody knows, and an operator may name one
 * @param operations calls to other systems
 */
public record InstanceDetail(
        @JsonUnwrapped Instance instance,
        @Nullable String requester,
        List<ScopedVariable> variables,
        List<Element> elements,
        List<Incident> incidents,
        List<Job> jobs,
        List<TaskSummary> tasks,
        List<DecisionView> decisions,
        List<Mail> notifications,
        List<Execution> operations) {}
