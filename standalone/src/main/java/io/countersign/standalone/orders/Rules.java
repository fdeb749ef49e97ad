package io.countersign.standalone.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the order system refuses. Suppliers are compared without case, by how their name begins. */
record Rules(List<String> blockedSuppliers, BigDecimal maxAmount) {

    static final Rules DEFAULT = new Rules(List.of("unknown"), new BigDecimal(50_000));

    record Refusal(String code, String message) {}

    Rules {
        blockedSuppliers = List.copyOf(blockedSuppliers);
    }

    Optional<Refusal> refuses(JsonNode order) {
        var supplier = order.path("supplier").asString("").toLowerCase(Locale.ROOT);
        if (blockedSuppliers.stream().anyMatch(blocked -> supplier.startsWith(blocked.toLowerCase(Locale.ROOT)))) {
            return Optional.of(new Refusal("SUPPLIER_UNKNOWN", "We do not buy from this supplier."));
        }
        if (order.path("amount").asDecimal(BigDecimal.ZERO).compareTo(maxAmount) > 0) {
            return Optional.of(
                    new Refusal("AMOUNT_TOO_HIGH", "Orders above " + maxAmount.toPlainString() + " are not taken."));
        }
        return Optional.empty();
    }
}
