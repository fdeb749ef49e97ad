package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.processes.PurchaseRequest;
import io.countersign.standalone.Deliveries.Order;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Compares what is there in the end with what callers were told on the way. */
final class Aftermath {

    private final Ledger ledger;
    private final CarefulApi api;

    Aftermath(Ledger ledger, CarefulApi api) {
        this.ledger = ledger;
        this.api = api;
    }

    int running() {
        return instances("ACTIVE");
    }

    private int instances(String state) {
        return api.search(
                        "/v2/process-instances/search",
                        Map.of(
                                "filter",
                                Map.of("processDefinitionId", PurchaseRequest.PROCESS_ID, "state", state),
                                "page",
                                Map.of("limit", 1)))
                .path("page")
                .path("totalItems")
                .asInt();
    }

    /** Where somebody was not served, he was told so, and how. */
    void assertRefusalsWereClean() {
        assertThat(ledger.refusals())
                .filteredOn(reply -> reply.status() != 503
                        || !reply.contentType().startsWith("application/problem+json")
                        || reply.problem().isEmpty())
                .isEmpty();
    }

    /** Each acknowledged start is an instance, and there are no others. */
    void assertEachStartCameToItsEndOnce() {
        assertThat(new HashSet<>(ledger.instances().values())).hasSize(ledger.starts());
        assertThat(instances("COMPLETED")).isEqualTo(ledger.starts());
        assertThat(instances("TERMINATED")).isZero();
    }

    /** Each acknowledged decision is in its instance, there are no others, and the instance went where it says. */
    void assertEachDecisionTookEffectOnce() {
        ledger.instances().forEach(this::assertDecisions);
        assertThat(ledger.decisions())
                .isEqualTo(ledger.instances().keySet().stream()
                        .mapToInt(purchase -> purchase.tasks().size())
                        .sum());
    }

    private void assertDecisions(Purchase purchase, String processInstanceKey) {
        var request = api.read("/api/v1/requests/" + processInstanceKey);
        var said = purchase.tasks().stream().map(purchase::decisionOn).toList();
        assertThat(request.path("state").asString()).as(purchase.name()).isEqualTo("COMPLETED");
        assertThat(request.path("businessKey").asString()).isEqualTo(purchase.name());
        assertThat(values(request.path("decisions"), "comment"))
                .containsExactlyElementsOf(
                        said.stream().map(Purchase.Decision::comment).toList());
        assertThat(results(request.path("variables")))
                .as(purchase.name())
                .containsExactlyElementsOf(
                        said.stream().map(Purchase.Decision::toString).toList());
        assertThat(values(request.path("elements"), "elementId")).containsOnlyOnce(purchase.lastElement());
    }

    /** The variables that the decisions became, as far as there are any. */
    private static List<String> results(JsonNode variables) {
        return Stream.of(PurchaseRequest.MANAGER_DECISION, PurchaseRequest.FINANCE_DECISION)
                .flatMap(name -> variables
                        .valueStream()
                        .filter(it -> it.path("name").asString().equals(name)))
                .map(it -> it.path("value"))
                .map(Aftermath::result)
                .toList();
    }

    private static String result(JsonNode value) {
        return new Purchase.Decision(
                        value.path("outcome").asString(), String.join(" and ", values(value.path("votes"), "comment")))
                .toString();
    }

    private static List<String> values(JsonNode items, String field) {
        return items.valueStream().map(item -> item.path(field).asString("")).toList();
    }

    /**
     * A mail per request, which may have come twice, but then as the same message; and one order per approved request. A broker that is
     * killed may forget a job that it has just handed out, and hands it out again under another key; nobody can tell these two for one.
     *
     * @param jobs the jobs that the engine knows, by process instance
     */
    void assertDeliveries(Deliveries deliveries, Map<String, Set<String>> jobs) {
        var instances = ledger.instances();
        assertThat(known(deliveries.mailJobs(), Purchase::mailSubject, jobs))
                .containsOnlyKeys(
                        instances.keySet().stream().map(Purchase::mailSubject).toList())
                .allSatisfy((subject, sent) -> assertThat(sent).hasSize(1));
        assertThat(known(deliveries.orderJobs(), Purchase::name, jobs))
                .containsOnlyKeys(instances.keySet().stream()
                        .filter(Purchase::isOrdered)
                        .map(Purchase::name)
                        .toList())
                .allSatisfy((item, ordered) -> assertThat(ordered).hasSize(1));
        assertThat(deliveries.ordersByItem().values())
                .allSatisfy(orders ->
                        assertThat(orders).extracting(Order::idempotencyKey).doesNotHaveDuplicates());
    }

    /** Of what was delivered what is due to jobs of the instance that it belongs to. */
    private Map<String, Set<String>> known(
            Map<String, Set<String>> delivered, Function<Purchase, String> name, Map<String, Set<String>> jobs) {
        var instanceByName = ledger.instances().entrySet().stream()
                .collect(Collectors.toMap(instance -> name.apply(instance.getKey()), Map.Entry::getValue));
        var known = new HashMap<String, Set<String>>();
        delivered.forEach((what, by) -> {
            var of = new HashSet<>(by);
            of.retainAll(jobs.getOrDefault(instanceByName.getOrDefault(what, ""), Set.of()));
            known.put(what, of);
        });
        return known;
    }

    void assertNothingIsLeftToDo() {
        assertThat(api.search("/v2/incidents/search", Map.of()).path("items")).isEmpty();
        var system = api.read("/api/v1/system");
        assertThat(system.path("deadLetters").asInt()).isZero();
        assertThat(system.path("relay").path("pending").asInt()).isZero();
        assertThat(system.path("relay").path("held").asInt()).isZero();
        assertThat(system.path("relay").path("dead").asInt()).isZero();
        assertThat(system.path("partitions"))
                .allSatisfy(partition -> assertThat(
                                partition.path("projectedPosition").asLong())
                        .isEqualTo(partition.path("exportedPosition").asLong()));
    }
}
