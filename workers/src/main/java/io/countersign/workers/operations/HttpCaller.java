package io.countersign.workers.operations;

import java.io.IOException;

/** Sends a request to one target. */
@FunctionalInterface
interface HttpCaller {

    /** @throws IOException where there is no answer, or one that is too long */
    Answer send(Call call) throws IOException;

    /** The answer is longer than the target's settings allow. */
    final class AnswerTooLong extends IOException {
        AnswerTooLong(long most) {
            super("the answer is longer than " + most + " bytes");
        }
    }
}
