package io.countersign.workers.notifications;

import java.util.Properties;

/** How the way to the mail server is kept from others' eyes. Certificates are checked, and the name in them. */
enum Encryption {
    /** For a server on this machine. */
    NONE,
    /** On the usual port; nothing is said to a server that can't. */
    STARTTLS,
    /** From the first byte on, usually on port 465. */
    TLS;

    void applyTo(Properties mail) {
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (this) {
            case STARTTLS -> {
                mail.setProperty("mail.smtp.starttls.enable", "true");
                mail.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> mail.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
    }
}
