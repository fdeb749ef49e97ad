package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Condition;

/** Which rows of {@code task t} a caller may see who does not see all of them. */
final class TaskVisibility {

    /** Spelt out, so that a row of either leads to the other through its primary key. */
    static final String CANDIDATE_OF_TASK = """
            v.task_key = t.key and v.state = t.state
                and v.sort_at = case when t.state = 'OPEN' then coalesce(t.due_at, 'infinity'::timestamptz)
                    else coalesce(t.ended_at, '-infinity'::timestamptz) end""";

    private TaskVisibility() {}

    /** As the list of everything that is open has it: what he voted on is not in it for that. */
    static Condition offeredOrGiven(Caller caller) {
        return Condition.of(
                """
                (exists (select from task_candidate v where v.principal = any (?) and %s)
                    or exists (select from task_claim v where v.task_key = t.key and v.username = ?)
                    or exists (select from task_escalation v where v.task_key = t.key and v.principal = any (?)))
                """.formatted(CANDIDATE_OF_TASK),
                Audience.of(caller).toArray(String[]::new),
                Audience.nameOf(caller),
                Audience.of(caller).toArray(String[]::new));
    }

    static Condition of(Caller caller) {
        return Condition.of(
                """
                (exists (select from task_candidate v where v.principal = any (?) and %s)
                    or exists (select from task_claim v where v.task_key = t.key and v.username = ?)
                    or exists (select from task_decision v where v.task_key = t.key and v.voter = ?)
                    or exists (select from task_escalation v where v.task_key = t.key and v.principal = any (?)))
                """.formatted(CANDIDATE_OF_TASK),
                Audience.of(caller).toArray(String[]::new),
                Audience.nameOf(caller),
                Audience.nameOf(caller),
                Audience.of(caller).toArray(String[]::new));
    }
}
