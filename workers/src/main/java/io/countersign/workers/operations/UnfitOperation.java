package io.countersign.workers.operations;

import io.countersign.workers.expressions.UnfitModel;

/** A call that can't be made as the model or the settings have it; the message says what to change. */
final class UnfitOperation extends UnfitModel {

    UnfitOperation(String message) {
        super(message);
    }
}
