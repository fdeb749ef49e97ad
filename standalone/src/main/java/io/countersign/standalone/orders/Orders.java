package io.countersign.standalone.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Books each idempotency key once and counts repeats; survives being killed, because it answers after it has written. */
public final class Orders {

    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;
    private final SequencedMap<String, Order> booked = new LinkedHashMap<>();
    private Rules rules = Rules.DEFAULT;
    private int refused;

    public Orders(Path file, JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        try {
            this.journal = new Journal(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal.found().forEach(this::replay);
    }

    private void replay(JsonNode entry) {
        var key = entry.path("key").asString("");
        switch (entry.path("event").asString()) {
            case "booked" ->
                booked.put(
                        key,
                        new Order(
                                key,
                                entry.path("orderNumber").asString(),
                                entry.path("body"),
                                Instant.parse(entry.path("at").asString()),
                                0));
            case "repeated" -> booked.computeIfPresent(key, (same, order) -> order.repeated());
            case "refused" -> refused++;
            case "rules" -> rules = json.treeToValue(entry.path("rules"), Rules.class);
            default -> throw new IllegalStateException("unknown event in the order system's journal: " + entry);
        }
    }

    synchronized Answer book(String key, JsonNode body) {
        var known = booked.get(key);
        if (known != null) {
            return known.body().equals(body) ? repeat(known) : new Answer.KeyReused();
        }
        var refusal = rules.refuses(body);
        if (refusal.isPresent()) {
            write(Map.of("event", "refused", "key", key, "code", refusal.get().code()));
            refused++;
            return new Answer.Refused(refusal.get());
        }
        var order = new Order(key, "PO-%05d".formatted(booked.size() + 1), body, clock.instant(), 0);
        write(Map.of(
                "event",
                "booked",
                "key",
                key,
                "orderNumber",
                order.orderNumber(),
                "body",
                body,
                "at",
                order.appliedAt().toString()));
        booked.put(key, order);
        return new Answer.Booked(order);
    }

    private Answer repeat(Order known) {
        write(Map.of("event", "repeated", "key", known.idempotencyKey()));
        booked.put(known.idempotencyKey(), known.repeated());
        return new Answer.Repeated(known);
    }

    synchronized void change(Rules newRules) {
        write(Map.of("event", "rules", "rules", newRules));
        rules = newRules;
    }

    synchronized Rules rules() {
        return rules;
    }

    /** The newest first. */
    synchronized List<Order> all() {
        return List.copyOf(booked.sequencedValues().reversed());
    }

    synchronized int refused() {
        return refused;
    }

    private void write(Map<String, ?> entry) {
        try {
            journal.append(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
