package io.countersign.workers.notifications;

import java.util.List;

/**
 * What a mail server said, by address.
 *
 * @param delivered it has taken the mail
 * @param refused it never will
 * @param deferred it may later
 * @param answer in its own words
 */
record Delivery(List<String> delivered, List<String> refused, List<String> deferred, String answer) {

    static Delivery deferred(List<String> everybody, String answer) {
        return new Delivery(List.of(), List.of(), everybody, answer);
    }
}
