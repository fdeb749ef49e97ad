package io.countersign.engine.instances.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.Instance;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.readmodel.SearchResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Process instances")
class InstanceSearchController {

    private final Instances instances;

    InstanceSearchController(Instances instances) {
        this.instances = instances;
    }

    @Operation(
            summary = "Search process instances",
            description =
                    "Operators, auditors and administrators search all of them, others those that they started and those that they"
                            + " have or had a task of.")
    @PostMapping("/v2/process-instances/search")
    SearchResult<Instance> search(Caller caller, @RequestBody(required = false) @Nullable JsonNode search) {
        return instances.search(caller, search);
    }

    @Operation(summary = "Read a process instance", description = "For those who find it when they search.")
    @GetMapping("/v2/process-instances/{processInstanceKey}")
    Instance read(Caller caller, @PathVariable long processInstanceKey) {
        return instances.get(caller, processInstanceKey);
    }
}
