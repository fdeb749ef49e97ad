package io.countersign.engine.tasks;

/** Is told of an approval that now asks other people than it did, in the transaction in which that came about. */
public interface AsksOthers {

    void asksOthers(long taskKey);
}
