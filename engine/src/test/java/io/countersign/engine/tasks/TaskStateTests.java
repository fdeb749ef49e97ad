package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.commands.CommandStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStateTests {

    private static final UUID VOTE = UUID.randomUUID();

    @Test
    void opensAndIsClaimed() {
        assertThat(SomeTask.task().make().state()).isEqualTo(TaskState.OPEN);
        assertThat(SomeTask.task().claimedBy("ann").make().state()).isEqualTo(TaskState.CLAIMED);
        assertThat(SomeTask.task().assignee("ann").make().state()).isEqualTo(TaskState.OPEN);
    }

    @Test
    void isDecidedByTheConclusiveVoteOnly() {
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, false)
                        .make()
                        .state())
                .isEqualTo(TaskState.OPEN);
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, true)
                        .make()
                        .state())
                .isEqualTo(TaskState.DECIDED);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, , DECIDED, WAITING",
        "AMBIGUOUS, , DECIDED, WAITING",
        "HELD, , DECIDED, BLOCKED",
        "DONE, OK, COMPLETED, ",
        "DONE, COMPLETED_ELSEWHERE, COMPLETED_ELSEWHERE, ",
        "REFUSED, COMPLETED_ELSEWHERE, COMPLETED_ELSEWHERE, ",
        "REFUSED, CANCELED, CANCELED, ",
        "DEAD, INVALID_ARGUMENT, DECIDED, REFUSED",
        "REFUSED, NOT_FOUND, DECIDED, REFUSED",
        "DEAD, , DECIDED, REFUSED"
    })
    void tellsWhatBecameOfTheCommand(
            CommandStatus.State command, CommandStatus.Outcome outcome, TaskState state, EngineSync sync) {
        Task task = SomeTask.task()
                .vote(VOTE, "ann", Outcome.APPROVED, true)
                .completion(command, outcome)
                .make();

        assertThat(task.state()).isEqualTo(state);
        assertThat(task.engineSync()).isEqualTo(sync);
    }

    @Test
    void knowsItsOwnCompletionFromAnothers() {
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, true)
                        .completedBy(VOTE)
                        .make()
                        .state())
                .isEqualTo(TaskState.COMPLETED);
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, true)
                        .completedBy(UUID.randomUUID())
                        .make()
                        .state())
                .isEqualTo(TaskState.COMPLETED_ELSEWHERE);
        assertThat(SomeTask.task().state(EngineTask.State.COMPLETED).make().state())
                .isEqualTo(TaskState.COMPLETED_ELSEWHERE);
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, true)
                        .completedBy(VOTE)
                        .make()
                        .engineSync())
                .isNull();
    }

    @Test
    void isCanceledWhateverWasDecided() {
        assertThat(SomeTask.task()
                        .vote(VOTE, "ann", Outcome.APPROVED, true)
                        .state(EngineTask.State.CANCELED)
                        .make()
                        .state())
                .isEqualTo(TaskState.CANCELED);
    }
}
