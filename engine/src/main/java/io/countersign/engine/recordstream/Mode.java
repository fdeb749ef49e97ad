package io.countersign.engine.recordstream;

/**
 * What reading the log is for.
 *
 * @param rebuilding all nodes but this one stand still meanwhile
 * @param keptInstances instances up to this key are no longer in the log as a whole, so a rebuild has kept their rows
 * @param keptUpTo the position up to which those rows know everything
 */
record Mode(boolean rebuilding, long keptInstances, long keptUpTo) {

    static final Mode LIVE = new Mode(false, -1, -1);

    boolean takes(LogRecord record) {
        Long instance = record.processInstanceKey();
        return instance == null || instance > keptInstances || record.position() > keptUpTo;
    }
}
