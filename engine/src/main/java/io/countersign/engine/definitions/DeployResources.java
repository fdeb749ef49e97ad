package io.countersign.engine.definitions;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.processengine.Deployment;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineFailure;
import io.countersign.engine.processengine.EngineFailure.Kind;
import io.countersign.engine.processengine.EngineProblems;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.engine.processengine.ResourceFile;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Deploys processes, decisions and forms: all of them or none. To deploy the same files again is harmless. */
@Service
public class DeployResources {

    private final ProcessEngine engine;
    private final ResourceCheck check;
    private final ProjectedDefinitions projected;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    DeployResources(
            ProcessEngine engine,
            ResourceCheck check,
            ProjectedDefinitions projected,
            AuditTrail audit,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.engine = engine;
        this.check = check;
        this.projected = projected;
        this.audit = audit;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem that says which file is wrong, and how */
    public Deployment deploy(Caller caller, List<ResourceFile> files, String tenantId) {
        requireFit(files);
        var names = files.stream().map(ResourceFile::name).toList();
        write(caller, "deployment.requested", "", Map.of("resources", names));
        var deployment =
                switch (engine.deploy(files, tenantId).toCompletableFuture().join()) {
                    case EngineAnswer.Ok<Deployment>(var done) -> done;
                    case EngineAnswer.Failed<Deployment>(var failure) -> {
                        write(
                                caller,
                                failure.maybeAccepted() ? "deployment.unanswered" : "deployment.refused",
                                "",
                                Map.of("resources", names));
                        throw refused(failure);
                    }
                };
        write(
                caller,
                "deployment.done",
                Long.toString(deployment.key()),
                Map.of(
                        "resources",
                        names,
                        "processes",
                        deployment.processes().stream()
                                .map(process -> process.processId() + " " + process.version())
                                .toList()));
        // who deploys something wants to start it next
        projected.await(deployment);
        return deployment;
    }

    private void requireFit(List<ResourceFile> files) {
        if (files.isEmpty()) {
            throw Problem.badRequest(
                    "nothing-to-deploy", "Nothing to deploy", "Send at least one file as a part named \"resources\".");
        }
        var errors =
                files.stream().map(check::problemOf).flatMap(Optional::stream).toArray(FieldError[]::new);
        if (errors.length > 0) {
            throw Problem.badRequest(
                    "unreadable-resource",
                    "A file can't be deployed",
                    "%s %s. Nothing was deployed."
                            .formatted(errors[0].field().substring("resources.".length()), errors[0].message()),
                    errors);
        }
    }

    private static Problem refused(EngineFailure failure) {
        if (failure.kind() != Kind.INVALID_ARGUMENT && failure.kind() != Kind.INVALID_STATE) {
            return EngineProblems.of(failure, "the deployment (to deploy the same files again is harmless)");
        }
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "deployment-refused",
                "The engine did not accept the deployment",
                "Nothing was deployed. The engine said: " + BrokerSays.plainly(failure.message()),
                BrokerSays.perFile(failure.message()));
    }

    private void write(Caller caller, String action, String objectId, Map<String, Object> after) {
        transaction.executeWithoutResult(status -> audit.append(new AuditEntry(
                clock.instant(),
                caller.actor(),
                null,
                action,
                "deployment",
                objectId,
                null,
                RequestId.current(),
                null,
                json.writeValueAsString(after),
                Map.of(),
                null)));
    }
}
