package io.countersign.workers.operations;

/** A call that can't be made as the model or the settings have it; the message says what to change. */
final class UnfitOperation extends Exception {

    UnfitOperation(String message) {
        super(message);
    }
}
