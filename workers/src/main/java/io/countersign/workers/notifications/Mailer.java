package io.countersign.workers.notifications;

/** The way to a mail server. */
@FunctionalInterface
interface Mailer {

    Connection connect();

    /** Several mails in a row. Says what came of each; throws nothing for a server that is away. */
    interface Connection extends AutoCloseable {

        Delivery send(Notification mail);

        @Override
        void close();
    }
}
