package io.countersign.engine.instances;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.KeySet;

/** Who takes part in instances that others have started. Implemented by those who give people a part. */
public interface Participants {

    /** The instances that the caller has a part in. */
    KeySet instancesOf(Caller caller);
}
