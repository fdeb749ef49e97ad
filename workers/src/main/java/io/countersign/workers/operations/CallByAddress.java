package io.countersign.workers.operations;

import io.countersign.workers.expressions.Mapping;
import io.countersign.workers.expressions.UnfitModel;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.operations.Targets.Target;
import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import io.countersign.workers.secrets.SecretStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls whatever target an address lies below: for models that name addresses, not targets. */
@Component
class CallByAddress {

    private final Targets targets;
    private final CallTarget callTarget;
    private final SecretStore secrets;

    CallByAddress(Targets targets, CallTarget callTarget, SecretStore secrets) {
        this.targets = targets;
        this.callTarget = callTarget;
        this.secrets = secrets;
    }

    JobResult run(Job job, HttpConnectorRequest request) {
        // which secrets may go there is known once it is known where that is
        Set<String> named = new HashSet<>();
        SecretReferences inAddress = new SecretReferences(secrets, name -> {
            named.add(name);
            return true;
        });
        try {
            URI address = address(request.url(), inAddress);
            Optional<Target> target = targets.above(address);
            if (target.isEmpty()) {
                return new GiveUp("The address " + (named.isEmpty() ? origin(address) : "of the model")
                        + " lies below no target: an administrator adds it under"
                        + " countersign.operations.targets (there are: " + targets.names() + "), then retry.");
            }
            for (String name : named) {
                if (!target.get().settings().secrets().contains(name)) {
                    return new GiveUp(CallTarget.missing(new SecretMissing(name, true), target.get()));
                }
            }
            String path = TargetUri.pathBelow(target.get().settings().baseUrl(), address);
            Operation operation = request.operation(target.get().name(), path);
            return callTarget.run(job, operation, target.get(), Mapping.of(job), inAddress.used());
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        } catch (SecretMissing e) {
            return new GiveUp("There is no secret '" + e.name() + "': an administrator adds it to the workers'"
                    + " environment or folder of secrets, then retry.");
        }
    }

    private static URI address(@Nullable String url, SecretReferences references) throws UnfitOperation, SecretMissing {
        try {
            return new URI(references.resolve(url == null ? "" : url.strip()));
        } catch (URISyntaxException e) {
            // without the cause, which has the address and with it its secrets
            throw new UnfitOperation("The url is not a valid address: encode it in the model");
        }
    }

    /** Nothing of it but who would be called: the rest may be secret. */
    private static String origin(URI address) {
        return address.getHost() == null
                ? "of the model"
                : address.getScheme() + "://" + address.getHost()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
