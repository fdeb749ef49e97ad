package io.countersign.engine.tasks;

import java.util.Locale;

/** How somebody who decides by mail has shown who he is. */
public enum Proof {
    MAIL_LINK,
    ONE_TIME_CODE;

    /** As the audit trail spells it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
