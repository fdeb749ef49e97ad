package io.countersign.engine.processengine.web;

import io.countersign.engine.processengine.EngineProblems;
import io.countersign.engine.processengine.EngineTopology;
import io.countersign.engine.processengine.ProcessEngine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Engine")
class TopologyController {

    private final ProcessEngine engine;

    TopologyController(ProcessEngine engine) {
        this.engine = engine;
    }

    record Topology(
            List<EngineTopology.Broker> brokers,
            @Nullable String clusterId,
            int clusterSize,
            int partitionsCount,
            int replicationFactor,
            String gatewayVersion,
            @Nullable String lastCompletedChangeId) {}

    @Operation(summary = "The brokers of the engine")
    @GetMapping("/v2/topology")
    Topology topology() {
        var topology = EngineProblems.await(engine.topology(), "the question for its topology");
        return new Topology(
                topology.brokers(),
                null,
                topology.clusterSize(),
                topology.partitionsCount(),
                topology.replicationFactor(),
                topology.gatewayVersion(),
                "-1");
    }
}
