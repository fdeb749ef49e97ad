package io.countersign.engine.processengine;

/** The answer of a request that has nothing to tell. */
public enum Done {
    DONE
}
