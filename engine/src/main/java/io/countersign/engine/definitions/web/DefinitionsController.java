package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.Form;
import io.countersign.engine.definitions.Forms;
import io.countersign.engine.definitions.ProcessDefinition;
import io.countersign.engine.definitions.ProcessDefinitions;
import io.countersign.engine.definitions.ProcessProperties;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class DefinitionsController {

    private final ProcessDefinitions definitions;
    private final ProcessProperties properties;
    private final Forms forms;

    DefinitionsController(ProcessDefinitions definitions, ProcessProperties properties, Forms forms) {
        this.definitions = definitions;
        this.properties = properties;
        this.forms = forms;
    }

    @GetMapping("/startable-processes")
    @Operation(summary = "What can be started: the latest version of every process with a start event of its own")
    Page<StartableProcess> startableProcesses() {
        return Page.whole(definitions.startable().stream()
                .map(definition -> StartableProcess.from(definition, properties, startForm(definition)))
                .toList());
    }

    @GetMapping("/process-definitions")
    @Operation(summary = "All versions of all processes, newest first")
    Page<ProcessDefinitionView> processDefinitions(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return definitions.all(Paging.of(limit, cursor, 1)).map(ProcessDefinitionView::from);
    }

    @GetMapping("/process-definitions/{processDefinitionKey}")
    @Operation(summary = "One version of a process")
    ResponseEntity<ProcessDefinitionView> processDefinition(@PathVariable long processDefinitionKey) {
        ProcessDefinition definition = find(processDefinitionKey);
        return Immutable.ok(definition.key(), definition.checksum()).body(ProcessDefinitionView.from(definition));
    }

    @GetMapping("/process-definitions/{processDefinitionKey}/xml")
    @Operation(summary = "The BPMN of one version of a process")
    ResponseEntity<byte[]> xml(@PathVariable long processDefinitionKey) {
        ProcessDefinition definition = find(processDefinitionKey);
        byte[] xml = definitions.xml(processDefinitionKey).orElseThrow(() -> noProcess(processDefinitionKey));
        return Immutable.ok(definition.key(), definition.checksum())
                .contentType(MediaType.APPLICATION_XML)
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(definition.resourceName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(xml);
    }

    @GetMapping("/forms/{formKey}")
    @Operation(summary = "A deployed form")
    ResponseEntity<FormView> form(@PathVariable long formKey) {
        Form form = forms.find(formKey)
                .orElseThrow(() -> Problem.notFound(
                        "form-not-found",
                        "There is no such form",
                        "No form with the key " + formKey + " is deployed."));
        return Immutable.ok(form.key(), form.checksum()).body(FormView.from(form));
    }

    private @Nullable FormView startForm(ProcessDefinition definition) {
        return definition.startFormId() == null
                ? null
                : forms.latest(definition.tenantId(), definition.startFormId())
                        .map(FormView::from)
                        .orElse(null);
    }

    private ProcessDefinition find(long key) {
        return definitions.find(key).orElseThrow(() -> noProcess(key));
    }

    private static Problem noProcess(long key) {
        return Problem.notFound(
                "process-definition-not-found",
                "There is no such process",
                "No process with the key " + key + " is deployed.");
    }
}
