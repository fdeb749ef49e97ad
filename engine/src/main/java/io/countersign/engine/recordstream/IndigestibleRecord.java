package io.countersign.engine.recordstream;

/** A record is not what its projection expects. It is set aside as a dead letter and the stream goes on. */
public final class IndigestibleRecord extends RuntimeException {

    public IndigestibleRecord(String why) {
        super(why);
    }
}
