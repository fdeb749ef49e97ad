package io.countersign.engine.notifications;

/** Where a mail to one recipient stands. */
public enum DeliveryState {
    QUEUED,
    SENDING,
    SENT,
    DEFERRED,
    BOUNCED,
    FAILED,
    SUPPRESSED;

    boolean isOpen() {
        return this == QUEUED || this == SENDING || this == DEFERRED;
    }
}
