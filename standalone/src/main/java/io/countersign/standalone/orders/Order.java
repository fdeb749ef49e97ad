package io.countersign.standalone.orders;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A booked order; `body` is the request as it was received. */
record Order(String idempotencyKey, String orderNumber, JsonNode body, Instant appliedAt, int repeats) {

    Order repeated() {
        return new Order(idempotencyKey, orderNumber, body, appliedAt, repeats + 1);
    }
}
