package io.countersign.engine.recordstream;

/**
 * A record that did not get into the read model.
 *
 * @param projection who could not take it, {@link #ALL} where the database did not
 */
record DeadLetter(LogRecord record, String projection, RuntimeException cause) {

    static final String ALL = "*";
}
