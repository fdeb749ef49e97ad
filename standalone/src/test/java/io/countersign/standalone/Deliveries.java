package io.countersign.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What has reached the world outside: the demo's mailbox and the demo's order system. */
record Deliveries(Map<String, List<String>> messageIdsBySubject, Map<String, List<Order>> ordersByItem) {

    private static final int ALL_MAILS = 5_000;

    private static final Pattern JOB = Pattern.compile("countersign-job-(\\d+)");

    /** @param repeats how often it came in again under the same key, and was not applied again */
    record Order(String idempotencyKey, int repeats) {}

    static Deliveries seenBy(CarefulApi api) {
        var mails = api.read("/mailbox/messages?limit=" + ALL_MAILS).path("items");
        var orders = api.read("/order-system/orders").path("items");
        return new Deliveries(
                mails.valueStream()
                        // what Countersign writes of its own accord is not what the processes send
                        .filter(mail -> mail.path("messageId").asString().contains("countersign-job-"))
                        .collect(groupingBy(
                                mail -> mail.path("subject").asString(),
                                mapping(mail -> mail.path("messageId").asString(), toList()))),
                orders.valueStream()
                        .collect(groupingBy(
                                order -> order.path("body").path("item").asString(),
                                mapping(Deliveries::order, toList()))));
    }

    private static Order order(JsonNode order) {
        return new Order(
                order.path("idempotencyKey").asString(), order.path("repeats").asInt());
    }

    /** The keys of the jobs by which a mail was sent, by subject. */
    Map<String, Set<String>> mailJobs() {
        return messageIdsBySubject.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        mail -> mail.getValue().stream().map(Deliveries::jobOf).collect(toSet())));
    }

    private static String jobOf(String messageId) {
        var job = JOB.matcher(messageId);
        if (!job.find()) {
            throw new IllegalArgumentException("no job's Message-ID: " + messageId);
        }
        return job.group(1);
    }

    /** The keys of the jobs by which something was ordered, by item. */
    Map<String, Set<String>> orderJobs() {
        return ordersByItem.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        item -> item.getValue().stream()
                                .map(Order::idempotencyKey)
                                .collect(toSet())));
    }

    long mails() {
        return messageIdsBySubject.values().stream().mapToLong(List::size).sum();
    }

    long differentMails() {
        return messageIdsBySubject.values().stream()
                .mapToLong(ids -> ids.stream().distinct().count())
                .sum();
    }

    long orders() {
        return ordersByItem.values().stream().mapToLong(List::size).sum();
    }

    long repeatedOrders() {
        return ordersByItem.values().stream()
                .flatMap(List::stream)
                .mapToLong(Order::repeats)
                .sum();
    }
}
