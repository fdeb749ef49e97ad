package io.countersign.exporter;

/** Tells the broker to offer the record again later. Cheap to make, as it may be made often. */
final class BufferFullException extends RuntimeException {

    BufferFullException(String message) {
        super(message, null, false, false);
    }
}
