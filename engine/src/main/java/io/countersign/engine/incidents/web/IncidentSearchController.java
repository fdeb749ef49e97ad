package io.countersign.engine.incidents.web;

import io.countersign.engine.incidents.Incident;
import io.countersign.engine.incidents.IncidentSearch;
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
@Tag(name = "Incidents")
class IncidentSearchController {

    private final IncidentSearch incidents;

    IncidentSearchController(IncidentSearch incidents) {
        this.incidents = incidents;
    }

    @Operation(summary = "Search incidents")
    @PostMapping("/v2/incidents/search")
    SearchResult<Incident> search(@RequestBody(required = false) @Nullable JsonNode search) {
        return incidents.search(search);
    }

    @Operation(summary = "Read an incident")
    @GetMapping("/v2/incidents/{incidentKey}")
    Incident read(@PathVariable long incidentKey) {
        return incidents.get(incidentKey);
    }
}
