package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.engine.audit.AuditEntryView;
import io.countersign.engine.instances.Element;
import io.countersign.engine.instances.NamedValue;
import io.countersign.engine.tasks.RequesterActs.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task with all that somebody needs to act on it.
 *
 * @param externalForm a form reference that is not a deployed form
 * @param approval the policy as the model set it, null for a plain task
 * @param progress how far the approval has come; null for a plain task, and where the policy is not understood
 * @param deadline what happens when its time is up; null where the model says nothing of it
 * @param withdrawal that the requester took the request back, null where not
 * @param actsFor on whose behalf the caller may act; nobody's where he may by his own right
 * @param history what happened to this task, and for those who have a part in it to the other tasks of the instance, newest first
 */
public record TaskDetail(
        @JsonUnwrapped TaskSummary task,
        @Nullable TaskForm form,
        @Nullable String externalForm,
        List<NamedValue> variables,
        @Nullable JsonNode approval,
        @Nullable ApprovalProgress progress,
        List<DecisionView> decisions,
        @Nullable DeadlineView deadline,
        @Nullable Withdrawal withdrawal,
        List<AuditEntryView> history,
        May may,
        List<Person> actsFor,
        List<Element> elements) {

    /** Without what happened, and without the way through the process. */
    TaskDetail withoutHistory() {
        return new TaskDetail(
                task,
                form,
                externalForm,
                variables,
                approval,
                progress,
                decisions,
                deadline,
                withdrawal,
                List.of(),
                may,
                actsFor,
                List.of());
    }

    /** The deployed form. */
    public record TaskForm(String formKey, JsonNode schema) {}
}
