package io.countersign.store.mail;

/** What goes first where mails wait for each other. */
public enum Priority {
    HIGH(0),
    NORMAL(1),
    LOW(2);

    private final int column;

    Priority(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }
}
