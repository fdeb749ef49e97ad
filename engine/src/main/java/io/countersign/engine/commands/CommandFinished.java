package io.countersign.engine.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Told, in the transaction that writes the outcomes, which commands are final. A bean per feature that cares. */
public interface CommandFinished {

    /** One final command. */
    record Finished(EngineCommand command, @Nullable String requestId, CommandStatus status) {}

    void finished(List<Finished> commands);
}
