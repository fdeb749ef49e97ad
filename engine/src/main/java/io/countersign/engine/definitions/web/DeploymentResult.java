package io.countersign.engine.definitions.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.countersign.engine.processengine.Deployment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deployment in the shape of Camunda's API. */
record DeploymentResult(String deploymentKey, String tenantId, List<Item> deployments) {

    /** One of them is set. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Nullable ProcessDefinition processDefinition,
            @Nullable DecisionDefinition decisionDefinition,
            @Nullable DecisionRequirements decisionRequirements,
            @Nullable Form form) {}

    record ProcessDefinition(
            String processDefinitionId,
            int processDefinitionVersion,
            String processDefinitionKey,
            String resourceName,
            String tenantId) {}

    record DecisionDefinition(
            String decisionDefinitionId,
            String name,
            int version,
            String decisionDefinitionKey,
            String decisionRequirementsId,
            String decisionRequirementsKey,
            String tenantId) {}

    record DecisionRequirements(
            String decisionRequirementsId,
            String decisionRequirementsName,
            int version,
            String decisionRequirementsKey,
            String resourceName,
            String tenantId) {}

    record Form(String formId, int version, String formKey, String resourceName, String tenantId) {}

    static DeploymentResult from(Deployment deployment) {
        var processes = deployment.processes().stream()
                .map(it -> new ProcessDefinition(
                        it.processId(), it.version(), Long.toString(it.key()), it.resourceName(), it.tenantId()))
                .map(it -> new Item(it, null, null, null));
        var decisions = deployment.decisions().stream()
                .map(it -> new DecisionDefinition(
                        it.decisionId(),
                        it.name(),
                        it.version(),
                        Long.toString(it.key()),
                        it.requirementsId(),
                        Long.toString(it.requirementsKey()),
                        it.tenantId()))
                .map(it -> new Item(null, it, null, null));
        var requirements = deployment.requirements().stream()
                .map(it -> new DecisionRequirements(
                        it.requirementsId(),
                        it.name(),
                        it.version(),
                        Long.toString(it.key()),
                        it.resourceName(),
                        it.tenantId()))
                .map(it -> new Item(null, null, it, null));
        var forms = deployment.forms().stream()
                .map(it ->
                        new Form(it.formId(), it.version(), Long.toString(it.key()), it.resourceName(), it.tenantId()))
                .map(it -> new Item(null, null, null, it));
        return new DeploymentResult(
                Long.toString(deployment.key()),
                deployment.tenantId(),
                Stream.of(processes, decisions, requirements, forms)
                        .flatMap(items -> items)
                        .toList());
    }
}
