package io.countersign.engine.instances.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.SteerInstance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Process instances")
class SteerController {

    private final SteerInstance steer;

    SteerController(SteerInstance steer) {
        this.steer = steer;
    }

    record Variables(
            @NotNull Map<String, @Nullable Object> variables,
            @Nullable Boolean local) {}

    @Operation(summary = "Cancel a process instance")
    @PostMapping("/v2/process-instances/{processInstanceKey}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable long processInstanceKey) {
        steer.cancel(caller, processInstanceKey);
    }

    @Operation(summary = "Set variables of an element instance or a process instance")
    @PutMapping("/v2/element-instances/{elementInstanceKey}/variables")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setVariables(Caller caller, @PathVariable long elementInstanceKey, @Valid @RequestBody Variables body) {
        steer.setVariables(caller, elementInstanceKey, body.variables(), Boolean.TRUE.equals(body.local()));
    }
}
