package io.countersign.standalone;

import io.countersign.standalone.Purchase.Decision;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What callers were told: starts and decisions that were acknowledged, and answers that were no help. */
final class Ledger {

    private final Map<Purchase, String> instances = new ConcurrentHashMap<>();
    private final Map<String, Decision> decisions = new ConcurrentHashMap<>();
    private final Queue<Reply> refusals = new ConcurrentLinkedQueue<>();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder repeatedStarts = new LongAdder();
    private final LongAdder repeatedDecisions = new LongAdder();

    void started(Purchase purchase, String processInstanceKey) {
        instances.put(purchase, processInstanceKey);
    }

    void decided(String taskKey, Decision decision) {
        decisions.put(taskKey, decision);
    }

    void repeatsStart(Reply reason) {
        repeatedStarts.increment();
        keep(reason);
    }

    void repeatsDecision(Reply reason) {
        repeatedDecisions.increment();
        keep(reason);
    }

    private void keep(Reply reason) {
        if (reason.isAnswer()) {
            refusals.add(reason);
        } else {
            unanswered.increment();
        }
    }

    /** How often nobody answered, or broke off in the middle. */
    long unanswered() {
        return unanswered.sum();
    }

    /** Instance keys by what was asked for. */
    Map<Purchase, String> instances() {
        return Map.copyOf(instances);
    }

    int starts() {
        return instances.size();
    }

    int decisions() {
        return decisions.size();
    }

    /** The decisions by the key of their task. */
    Map<String, Decision> decisionsByTask() {
        return Map.copyOf(decisions);
    }

    /** Answers that made somebody ask again. */
    List<Reply> refusals() {
        return List.copyOf(refusals);
    }

    long repeatedStarts() {
        return repeatedStarts.sum();
    }

    long repeatedDecisions() {
        return repeatedDecisions.sum();
    }
}
