package io.countersign.workers.notifications;

/** Where a mail stands. */
enum MailState {
    QUEUED,
    SENT,
    FAILED;

    /** @param expired no more tries are made */
    static MailState after(Notification mail, Delivery delivery, boolean expired) {
        if (!delivery.deferred().isEmpty() && !expired) {
            return QUEUED;
        }
        boolean nobodyHasIt = delivery.delivered().isEmpty() && mail.deliveredToNobodyYet();
        return nobodyHasIt ? FAILED : SENT;
    }

    static String attemptOutcome(Delivery delivery) {
        if (!delivery.deferred().isEmpty()) {
            return "DEFERRED";
        }
        return delivery.delivered().isEmpty() ? "FAILED" : "SENT";
    }
}
