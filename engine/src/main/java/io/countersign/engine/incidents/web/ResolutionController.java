package io.countersign.engine.incidents.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.incidents.ResolveIncidents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Incidents")
class ResolutionController {

    private final ResolveIncidents incidents;

    ResolutionController(ResolveIncidents incidents) {
        this.incidents = incidents;
    }

    @Operation(summary = "Resolve an incident", description = "A job of it that has no retries left gets one first.")
    @PostMapping("/v2/incidents/{incidentKey}/resolution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resolve(Caller caller, @PathVariable long incidentKey) {
        incidents.resolve(caller, incidentKey);
    }
}
