package io.countersign.engine.console.web;

import io.countersign.engine.console.Exchange;
import io.countersign.engine.console.Exchanges;
import io.countersign.engine.console.InspectSystem;
import io.countersign.engine.console.InstanceDetail;
import io.countersign.engine.console.ShowInstance;
import io.countersign.engine.console.SystemState;
import io.countersign.engine.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class ConsoleController {

    private final ShowInstance instances;
    private final Exchanges exchanges;
    private final InspectSystem system;

    ConsoleController(ShowInstance instances, Exchanges exchanges, InspectSystem system) {
        this.instances = instances;
        this.exchanges = exchanges;
        this.system = system;
    }

    @Operation(summary = "Read an instance with everything about it")
    @GetMapping("/api/v1/instances/{processInstanceKey}")
    InstanceDetail instance(Caller caller, @PathVariable long processInstanceKey) {
        return instances.show(caller, processInstanceKey);
    }

    @Operation(
            summary = "Read what was said in a call to another system",
            description = "Secrets are masked, and what is long is cut.")
    @GetMapping("/api/v1/instances/{processInstanceKey}/operations/{jobKey}/attempts/{attempt}")
    Exchange exchange(@PathVariable long processInstanceKey, @PathVariable long jobKey, @PathVariable int attempt) {
        return exchanges.get(processInstanceKey, jobKey, attempt);
    }

    @Operation(summary = "Read how the system is")
    @GetMapping("/api/v1/system")
    SystemState system() {
        return system.inspect();
    }
}
