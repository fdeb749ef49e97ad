package io.countersign.engine.identity;

/** What somebody may do. Roles don't include each other: an admin who works in the inbox is a user, too. */
public enum Role {
    USER,
    DESIGNER,
    OPERATOR,
    AUDITOR,
    ADMIN
}
