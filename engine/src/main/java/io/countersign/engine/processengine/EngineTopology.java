package io.countersign.engine.processengine;

import java.util.List;

/** The brokers of the engine. */
public record EngineTopology(
        String gatewayVersion, int clusterSize, int partitionsCount, int replicationFactor, List<Broker> brokers) {

    public record Broker(int nodeId, String host, int port, String version, List<Partition> partitions) {}

    /** Role and health are in lower case, as Camunda's API has them. */
    public record Partition(int partitionId, String role, String health) {}
}
