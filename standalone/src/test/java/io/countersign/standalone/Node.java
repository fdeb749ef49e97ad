package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One of several nodes, as the demo's people see it. */
final class Node {

    private final CarefulApi requester;
    private final CarefulApi manager;
    private final CarefulApi finance;
    private final CarefulApi operator;

    Node(CountersignProcess up) {
        requester = new CarefulApi(Callers.person(up, "requester"));
        manager = new CarefulApi(Callers.person(up, "manager"));
        finance = new CarefulApi(Callers.person(up, "finance"));
        operator = new CarefulApi(Callers.person(up, "operator"));
    }

    /** As the record stream calls it. */
    String name() {
        return operator.read("/api/v1/system").path("engineNode").asString();
    }

    /** Whom this node takes for the owner of each partition. */
    List<String> owners() {
        return operator.read("/api/v1/system")
                .path("partitions")
                .valueStream()
                .map(partition -> partition.path("owner").asString(""))
                .toList();
    }

    void start(Purchase purchase) {
        var reply = requester.post("/v2/process-instances", purchase.body());
        assertThat(reply).as("start of %s", purchase).returns(true, Reply::isGood);
    }

    /** The manager's open tasks by what they are about. */
    Map<String, JsonNode> tasks() {
        return tasks(manager);
    }

    /** The manager has approved it, and the process has gone on. */
    boolean waitsForFinance(Purchase purchase) {
        return tasks(finance).containsKey(purchase.name());
    }

    private static Map<String, JsonNode> tasks(CarefulApi person) {
        return person.read("/api/v1/tasks?state=OPEN&limit=200")
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        task -> task.path("businessKey").asString(""), Function.identity(), (one, other) -> one));
    }

    void decide(Purchase purchase) {
        var task = Objects.requireNonNull(tasks().get(purchase.name()), purchase.name());
        var decision = purchase.decisionOn(task.path("elementId").asString());
        var reply = manager.post("/api/v1/tasks/" + task.path("taskKey").asString() + "/decision", decision);
        assertThat(reply).as("%s", decision).returns(true, Reply::isGood);
    }
}
