package io.countersign.workers.notifications;

/** Where a mail to one recipient stands. */
enum DeliveryState {
    QUEUED,
    SENDING,
    SENT,
    /** The server asked to come again, or nobody answered. */
    DEFERRED,
    /** The recipient's server refused the recipient. */
    BOUNCED,
    /** The server refused the message, or it was tried for too long. */
    FAILED,
    /** Not tried: an earlier mail showed that the mailbox is not there. */
    SUPPRESSED;

    /** @param expired no more tries are made */
    static DeliveryState after(Answer answer, boolean expired) {
        if (answer.taken()) {
            return SENT;
        }
        if (answer.refused()) {
            return answer.ofRecipient() ? BOUNCED : FAILED;
        }
        return expired ? FAILED : DEFERRED;
    }
}
