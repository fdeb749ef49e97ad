package io.countersign.processes;

/** Variables that only Countersign sets. Clients can't, so what they say about an instance can be relied upon. */
public final class ReservedVariables {

    /** The id of the start request that an instance came from. */
    public static final String START_ID = "countersignStartId";

    /** The id of the decision that completed a task. */
    public static final String DECISION_ID = "countersignDecisionId";

    private ReservedVariables() {}
}
