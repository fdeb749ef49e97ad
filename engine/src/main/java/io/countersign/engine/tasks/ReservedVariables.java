package io.countersign.engine.tasks;

/** Variables that people can't set: Countersign trusts them. */
final class ReservedVariables {

    private static final String PREFIX = "countersign";

    private ReservedVariables() {}

    static boolean isReserved(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) || name.equals("approval");
    }
}
