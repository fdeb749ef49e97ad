package io.countersign.engine.processengine;

import java.util.List;

/** What a deployment brought about. What was deployed before in the same shape keeps its key and version. */
public record Deployment(
        long key,
        String tenantId,
        List<DeployedProcess> processes,
        List<DeployedDecision> decisions,
        List<DeployedRequirements> requirements,
        List<DeployedForm> forms) {

    public record DeployedProcess(String processId, int version, long key, String resourceName, String tenantId) {}

    public record DeployedDecision(
            String decisionId,
            String name,
            int version,
            long key,
            String requirementsId,
            long requirementsKey,
            String tenantId) {}

    public record DeployedRequirements(
            String requirementsId, String name, int version, long key, String resourceName, String tenantId) {}

    public record DeployedForm(String formId, int version, long key, String resourceName, String tenantId) {}
}
