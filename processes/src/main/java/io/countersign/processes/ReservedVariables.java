package io.countersign.processes;

/** Variables that only Countersign sets. Clients can't, so what they say about an instance can be relied upon. */
public final class ReservedVariables {

    /** What the names of all of them begin with. */
    public static final String PREFIX = "countersign";

    /** The id of the start request that an instance came from. */
    public static final String START_ID = "countersignStartId";

    /** The id of the decision that completed a task. */
    public static final String DECISION_ID = "countersignDecisionId";

    private ReservedVariables() {}

    /** Whatever the case, so that nobody is led to take one for the other. */
    public static boolean isReserved(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
