package io.countersign.engine.processengine.zeebe;

import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.PartitionInfo;
import io.camunda.client.api.response.Topology;
import io.countersign.engine.processengine.EngineTopology;
import io.countersign.engine.processengine.EngineTopology.Broker;
import io.countersign.engine.processengine.EngineTopology.Partition;
import java.util.Locale;

final class Topologies {

    private Topologies() {}

    static EngineTopology from(Topology topology) {
        return new EngineTopology(
                topology.getGatewayVersion(),
                topology.getClusterSize(),
                topology.getPartitionsCount(),
                topology.getReplicationFactor(),
                topology.getBrokers().stream().map(Topologies::broker).toList());
    }

    private static Broker broker(BrokerInfo broker) {
        return new Broker(
                broker.getNodeId(),
                broker.getHost(),
                broker.getPort(),
                broker.getVersion(),
                broker.getPartitions().stream().map(Topologies::partition).toList());
    }

    private static Partition partition(PartitionInfo partition) {
        return new Partition(
                partition.getPartitionId(),
                partition.getRole().name().toLowerCase(Locale.ROOT),
                partition.getHealth().name().toLowerCase(Locale.ROOT));
    }
}
