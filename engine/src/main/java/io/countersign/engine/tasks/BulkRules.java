package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of single tasks say where many are answered at once: as the task's own page, it asks for decisions or for data. */
@Component
class BulkRules {

    private final TaskAccess access;
    private final AnswerCheck check;

    BulkRules(TaskAccess access, AnswerCheck check) {
        this.access = access;
        this.check = check;
    }

    /** Whether the caller may answer this one, and in whose place. */
    Verdict judge(Task task, Caller caller, BulkAnswer answer) {
        TaskRules rules = access.rules(task, caller);
        Verdict verdict = judge(rules, answer.outcome(), null);
        if (answer.onBehalfOf() != null && isToBeNamed(verdict)) {
            verdict = judge(rules, answer.outcome(), answer.onBehalfOf());
        }
        return verdict.allows() ? new Verdict(verdict.place(), unfit(task, answer.outcome())) : verdict;
    }

    static boolean isToBeNamed(Verdict verdict) {
        return verdict.refusal() != null && verdict.refusal().code().equals(TaskRules.TO_BE_NAMED);
    }

    private static Verdict judge(TaskRules rules, Outcome outcome, @Nullable String onBehalfOf) {
        return outcome == Outcome.COMPLETED ? rules.completing(onBehalfOf) : rules.deciding(onBehalfOf);
    }

    private @Nullable Refusal unfit(Task task, Outcome outcome) {
        if (outcome != Outcome.COMPLETED && task.engine().approval() == null) {
            return Refusal.conflict(
                    "no-decision-asked", "This task asks for no approval. Complete it, by itself if it needs data.");
        }
        // who rejects need not fill in what approving would need
        if (outcome != Outcome.REJECTED && !check.isComplete(task)) {
            return Refusal.conflict(
                    "needs-data", "The form of this task has required fields. Open the task to fill them in.");
        }
        return null;
    }
}
