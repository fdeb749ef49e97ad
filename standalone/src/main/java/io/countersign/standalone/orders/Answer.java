package io.countersign.standalone.orders;

/** What becomes of a request to book an order. */
sealed interface Answer {

    record Booked(Order order) implements Answer {}

    /** The key was applied before; nothing was booked now. */
    record Repeated(Order order) implements Answer {}

    /** The key was applied before, for another order. */
    record KeyReused() implements Answer {}

    record Refused(Rules.Refusal refusal) implements Answer {}
}
