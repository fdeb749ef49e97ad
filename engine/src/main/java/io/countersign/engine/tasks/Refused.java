package io.countersign.engine.tasks;

import io.countersign.engine.web.Problem;

/**
 * Somebody may not do what he tried. It is thrown before anything is written, so that a transaction may commit what the
 * audit trail says of it.
 */
public final class Refused extends Problem {

    Refused(Refusal refusal) {
        super(refusal.status(), refusal.code(), refusal.title(), refusal.message(), refusal.errors());
    }
}
