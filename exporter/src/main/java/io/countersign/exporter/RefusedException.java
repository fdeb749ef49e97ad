package io.countersign.exporter;

/** The broker and the log do not belong together; the message says why and what to do. */
final class RefusedException extends Exception {

    private final String detail;

    RefusedException(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
