package io.countersign.standalone.orders;

import io.countersign.standalone.pages.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The order system's own API and the page that shows what it has received. */
@RestController
@RequestMapping("/order-system")
class OrderSystemController {

    private static final int SHOWN = 200;

    private final Orders orders;

    OrderSystemController(Orders orders) {
        this.orders = orders;
    }

    record Listing(List<Order> items, int applied, int repeats, int refused) {}

    @PostMapping("/orders")
    ResponseEntity<Object> book(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        if (key == null || key.isBlank()) {
            return refusal(
                    HttpStatus.BAD_REQUEST, "KEY_MISSING", "Send an Idempotency-Key, so that an order is booked once.");
        }
        return switch (orders.book(key, body)) {
            case Answer.Booked(var order) ->
                ResponseEntity.status(HttpStatus.CREATED).body(receipt(order));
            case Answer.Repeated(var order) -> ResponseEntity.ok(receipt(order));
            case Answer.KeyReused() ->
                refusal(HttpStatus.CONFLICT, "KEY_REUSED", "This Idempotency-Key belongs to another order.");
            case Answer.Refused(var refusal) ->
                refusal(HttpStatus.UNPROCESSABLE_CONTENT, refusal.code(), refusal.message());
        };
    }

    private static Map<String, String> receipt(Order order) {
        return Map.of("orderNumber", order.orderNumber(), "status", "BOOKED");
    }

    private static ResponseEntity<Object> refusal(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(Map.of("code", code, "message", message));
    }

    @PutMapping("/rules")
    Rules change(@RequestBody Rules rules) {
        orders.change(rules);
        return orders.rules();
    }

    @GetMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Listing list() {
        var all = orders.all();
        return new Listing(all, all.size(), repeats(all), orders.refused());
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var all = orders.all();
        var rows = all.stream().limit(SHOWN).map(OrderSystemController::row).collect(Collectors.joining());
        var rules =
                "<p>Each order is booked once, however often it is sent. Refused: suppliers named %s…, and amounts above %s.</p>"
                        .formatted(
                                Page.escape(String.join("…, ", orders.rules().blockedSuppliers())),
                                orders.rules().maxAmount().toPlainString());
        if (rows.isEmpty()) {
            return Page.html(
                    "Order system",
                    "/order-system",
                    rules + "<p>Nothing booked yet. An approved purchase request ends here.</p>");
        }
        return Page.html(
                "Order system",
                "/order-system",
                rules + """
                <div class="scroll"><table>
                <caption>%d booked, %d repeats ignored, %d refused</caption>
                <thead><tr><th scope="col">Order</th><th scope="col">What</th><th scope="col">Supplier</th>
                <th scope="col" class="number">Amount</th><th scope="col" class="number">Repeats</th><th scope="col">Booked</th></tr></thead>
                <tbody>%s</tbody>
                </table></div>
                """.formatted(all.size(), repeats(all), orders.refused(), rows));
    }

    private static int repeats(List<Order> orders) {
        return orders.stream().mapToInt(Order::repeats).sum();
    }

    private static String row(Order order) {
        return """
                <tr><td>%s</td><td>%s</td><td>%s</td><td class="number">%s</td><td class="number">%d</td><td><time>%s</time></td></tr>
                """.formatted(
                        order.orderNumber(),
                        text(order, "item"),
                        text(order, "supplier"),
                        text(order, "amount"),
                        order.repeats(),
                        order.appliedAt());
    }

    private static String text(Order order, String field) {
        return Page.escape(order.body().path(field).asString(""));
    }
}
