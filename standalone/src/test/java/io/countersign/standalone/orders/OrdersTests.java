package io.countersign.standalone.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrdersTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void appliesAKeyOnceAndCountsRepeats() {
        // given
        var orders = open();

        // when
        var first = orders.book("key-1", order("ACME", "10.50"));
        var second = orders.book("key-1", order("ACME", "10.50"));

        // then
        assertThat(first).isInstanceOf(Answer.Booked.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        Answer.Repeated.class,
                        repeated -> assertThat(repeated.order().orderNumber()).isEqualTo("PO-00001"));
        assertThat(orders.all()).singleElement().extracting(Order::repeats).isEqualTo(1);
    }

    @Test
    void refusesAKeyThatBelongsToAnotherOrder() {
        var orders = open();
        orders.book("key-1", order("ACME", "10"));

        assertThat(orders.book("key-1", order("ACME", "11"))).isInstanceOf(Answer.KeyReused.class);
    }

    @Test
    void refusesByRulesThatCanBeChanged() {
        var orders = open();
        assertThat(refusal(orders, order("Unknown Ltd", "10"))).isEqualTo("SUPPLIER_UNKNOWN");
        assertThat(refusal(orders, order("ACME", "50000.01"))).isEqualTo("AMOUNT_TOO_HIGH");

        orders.change(new Rules(List.of("acme"), BigDecimal.TEN));

        assertThat(refusal(orders, order("ACME", "1"))).isEqualTo("SUPPLIER_UNKNOWN");
        assertThat(refusal(orders, order("Unknown Ltd", "11"))).isEqualTo("AMOUNT_TOO_HIGH");
        assertThat(orders.all()).isEmpty();
    }

    @Test
    void rememberEverythingAfterACrashInTheMiddleOfALine() throws IOException {
        // given
        var orders = open();
        orders.book("key-1", order("ACME", "1200.50"));
        orders.book("key-1", order("ACME", "1200.50"));
        orders.book("key-2", order("unknown", "1"));
        orders.change(new Rules(List.of(), BigDecimal.ONE));
        Files.writeString(folder.resolve("orders.jsonl"), "{\"event\":\"boo", StandardOpenOption.APPEND);

        // when
        var again = open();

        // then
        assertThat(again.all()).containsExactlyElementsOf(orders.all());
        assertThat(again.refused()).isEqualTo(1);
        assertThat(again.rules().maxAmount()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(again.book("key-1", order("ACME", "1200.50"))).isInstanceOf(Answer.Repeated.class);
        assertThat(again.book("key-3", order("ACME", "1"))).isInstanceOf(Answer.Booked.class);
        assertThat(open().all()).hasSize(2);
    }

    private static String refusal(Orders orders, JsonNode order) {
        return orders.book("refused", order) instanceof Answer.Refused(var refusal) ? refusal.code() : "none";
    }

    private Orders open() {
        return new Orders(folder.resolve("orders.jsonl"), JSON, Clock.systemUTC());
    }

    private static JsonNode order(String supplier, String amount) {
        return JSON.readTree("{\"item\":\"laptops\",\"supplier\":\"%s\",\"amount\":%s}".formatted(supplier, amount));
    }
}
