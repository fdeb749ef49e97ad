package io.countersign.workers.directory;

/** Who asked for an instance. */
public sealed interface Requester {

    record Known(String username) implements Requester {}

    /** Started by a system, a timer or straight at the broker, and no operator has named a person since. */
    record Unknown() implements Requester {}

    /** The instance isn't in the read model yet, so ask again in a moment. */
    record NotYetKnown() implements Requester {}
}
