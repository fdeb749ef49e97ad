package io.countersign.engine.requests;

import io.countersign.engine.commands.CommandFinished;
import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.web.Hints;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where a request had ended before the engine could cancel it, it was not withdrawn: then it says how it ended. */
@Component
class WithdrawalOutcomes implements CommandFinished {

    private final ActRows acts;
    private final Hints hints;

    WithdrawalOutcomes(ActRows acts, Hints hints) {
        this.acts = acts;
        this.hints = hints;
    }

    @Override
    public void finished(List<Finished> commands) {
        List<Long> goesOn = commands.stream()
                .filter(WithdrawalOutcomes::wasNotDone)
                .map(Finished::command)
                .filter(CancelInstance.class::isInstance)
                .map(command -> ((CancelInstance) command).instanceKey())
                .toList();
        if (!goesOn.isEmpty() && acts.forgetWithdrawals(goesOn)) {
            hints.send(List.of("tasks", "requests", "instances"));
        }
    }

    /** Where somebody else cancelled it first, the requester got what was wanted. */
    private static boolean wasNotDone(Finished finished) {
        return finished.status().state() != State.DONE && finished.status().outcome() != Outcome.CANCELED;
    }
}
