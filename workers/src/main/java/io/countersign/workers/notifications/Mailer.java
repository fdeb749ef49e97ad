package io.countersign.workers.notifications;

import java.util.Map;

/** The way to a mail server. */
@FunctionalInterface
interface Mailer {

    Connection connect();

    /** Several mails in a row. Throws nothing for a server that is away. */
    interface Connection extends AutoCloseable {

        /** @return what came of it, for each address that is due */
        Map<String, Answer> send(Notification mail);

        @Override
        void close();
    }
}
