package io.countersign.workers.expressions;

/** Something can't be done as a model has it; the message says what to change. */
public class UnfitModel extends Exception {

    public UnfitModel(String message) {
        super(message);
    }
}
