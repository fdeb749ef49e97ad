package io.countersign.engine.audit;

import io.countersign.engine.identity.Caller;

/** Who takes part in an instance, and so may read its part of the audit trail. Implemented by those who know. */
public interface InstanceVisibility {

    /** Whether the caller requested the instance, or has or had one of its tasks. */
    boolean isParticipant(Caller caller, long processInstanceKey);
}
