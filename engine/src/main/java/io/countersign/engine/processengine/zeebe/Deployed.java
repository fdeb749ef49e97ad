package io.countersign.engine.processengine.zeebe;

import io.camunda.client.api.response.Decision;
import io.camunda.client.api.response.DecisionRequirements;
import io.camunda.client.api.response.Form;
import io.camunda.client.api.response.Process;
import io.countersign.engine.processengine.Deployment.DeployedDecision;
import io.countersign.engine.processengine.Deployment.DeployedForm;
import io.countersign.engine.processengine.Deployment.DeployedProcess;
import io.countersign.engine.processengine.Deployment.DeployedRequirements;

/** The parts of a deployment, from the client's words to ours. */
final class Deployed {

    private Deployed() {}

    static DeployedProcess process(Process process) {
        return new DeployedProcess(
                process.getBpmnProcessId(),
                process.getVersion(),
                process.getProcessDefinitionKey(),
                process.getResourceName(),
                process.getTenantId());
    }

    static DeployedDecision decision(Decision decision) {
        return new DeployedDecision(
                decision.getDmnDecisionId(),
                decision.getDmnDecisionName(),
                decision.getVersion(),
                decision.getDecisionKey(),
                decision.getDmnDecisionRequirementsId(),
                decision.getDecisionRequirementsKey(),
                decision.getTenantId());
    }

    static DeployedRequirements requirements(DecisionRequirements requirements) {
        return new DeployedRequirements(
                requirements.getDmnDecisionRequirementsId(),
                requirements.getDmnDecisionRequirementsName(),
                requirements.getVersion(),
                requirements.getDecisionRequirementsKey(),
                requirements.getResourceName(),
                requirements.getTenantId());
    }

    static DeployedForm form(Form form) {
        return new DeployedForm(
                form.getFormId(), form.getVersion(), form.getFormKey(), form.getResourceName(), form.getTenantId());
    }
}
