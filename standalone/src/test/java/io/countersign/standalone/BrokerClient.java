package io.countersign.standalone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Somebody who works straight at the broker and knows nothing of us. */
interface BrokerClient extends AutoCloseable {

    /** Starts an instance, and returns its key once the broker has it. */
    long start(String processId, Map<String, Object> variables);

    /** Starts an instance and waits for its end: what the broker says its variables are then. */
    CompletableFuture<JsonNode> startAndAwaitEnd(String processId, Map<String, Object> variables);

    /** Returns with the broker's acknowledgement. */
    void cancel(long processInstanceKey);

    @Override
    void close();
}
