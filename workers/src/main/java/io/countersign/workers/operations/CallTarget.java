package io.countersign.workers.operations;

import io.countersign.workers.expressions.Mapping;
import io.countersign.workers.expressions.UnfitModel;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.operations.Gate.Entry;
import io.countersign.workers.operations.GuardedDns.AddressRefused;
import io.countersign.workers.operations.HttpCaller.AnswerTooLong;
import io.countersign.workers.operations.Targets.Target;
import io.countersign.workers.operations.Tokens.TokenRefused;
import io.countersign.workers.secrets.SecretReferences;
import io.countersign.workers.secrets.SecretReferences.SecretMissing;
import io.countersign.workers.secrets.SecretStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls another system with the job's key as idempotency key, and writes down what came of it. */
@Component
class CallTarget {

    private static final Logger LOG = LoggerFactory.getLogger(CallTarget.class);

    /** The rest of the answers, errors too, come from a system that does its work. */
    private static final Set<Integer> TELLING_OF_TROUBLE = Set.of(429, 502, 503, 504);

    private final Targets targets;
    private final PrepareCall prepareCall;
    private final SendCall sendCall;
    private final ReadAnswer readAnswer;
    private final SecretStore secrets;
    private final Executions executions;
    private final Clock clock;

    CallTarget(
            Targets targets,
            PrepareCall prepareCall,
            SendCall sendCall,
            ReadAnswer readAnswer,
            SecretStore secrets,
            Executions executions,
            Clock clock) {
        this.targets = targets;
        this.prepareCall = prepareCall;
        this.sendCall = sendCall;
        this.readAnswer = readAnswer;
        this.secrets = secrets;
        this.executions = executions;
        this.clock = clock;
    }

    JobResult run(Job job, Operation operation) {
        String name = operation.target() == null ? "" : operation.target();
        Optional<Target> target = targets.find(name);
        if (target.isEmpty()) {
            return new GiveUp("The target '" + name + "' is not allowed: an administrator adds it under"
                    + " countersign.operations.targets (there are: " + targets.names() + "), then retry.");
        }
        try {
            return run(job, operation, target.get(), Mapping.of(job, operation.result()), Set.of());
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    /** @param alsoSecret what must not be seen, beside what the operation and the target name themselves */
    JobResult run(Job job, Operation operation, Target target, Mapping mapping, Set<String> alsoSecret) {
        SecretReferences references =
                new SecretReferences(secrets, target.settings().secrets()::contains);
        try {
            PreparedCall prepared = prepared(job, operation, target, references);
            prepared.masks().add(alsoSecret);
            return send(job, operation, target, prepared, mapping);
        } catch (UnfitOperation e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        } catch (SecretMissing e) {
            return new GiveUp(missing(e, target));
        }
    }

    /** With whatever must not be seen. */
    private PreparedCall prepared(Job job, Operation operation, Target target, SecretReferences references)
            throws UnfitOperation, SecretMissing {
        SecretReferences ours = new SecretReferences(secrets, any -> true);
        Map<String, String> own = new HashMap<>();
        for (Map.Entry<String, String> header : target.settings().headers().entrySet()) {
            own.put(header.getKey(), ours.resolve(header.getValue()));
        }
        boolean models = operation.auth() != null;
        Credentials credentials = operation.auth() != null
                ? Credentials.of(operation.auth(), references)
                : Credentials.of(target.settings().auth(), secrets);
        Call call = prepareCall.of(job, operation, target.settings(), references, credentials, own);
        Masks masks = new Masks();
        masks.add(own.values());
        masks.add(credentials.values());
        masks.add(references.used());
        return new PreparedCall(call, credentials, models, masks);
    }

    private JobResult send(Job job, Operation operation, Target target, PreparedCall prepared, Mapping mapping) {
        if (target.gate().enter(job) instanceof Entry.Shut(var why, var wait, var givenBack)) {
            return new RetryLater(why, wait, false, givenBack);
        }
        Instant startedAt = clock.instant();
        Answer answer = null;
        JobResult result;
        boolean healthy = false;
        try {
            answer = masked(sendCall.send(target, prepared), prepared.masks());
            healthy = !TELLING_OF_TROUBLE.contains(answer.status());
            result = readAnswer.of(job, operation, answer, mapping);
        } catch (AddressRefused | AnswerTooLong | TokenRefused | UnfitOperation e) {
            healthy = true;
            result = refused(e, target, prepared.masks());
        } catch (IOException e) {
            // without the exception itself, which may quote the address and with it a secret
            LOG.warn("no answer from {}: {}", target.name(), prepared.masks().mask(String.valueOf(e)));
            result = withoutAnswer(job, e, target, prepared.masks(), mapping);
        } finally {
            target.gate().left(job, Duration.between(startedAt, clock.instant()), healthy);
        }
        result = result instanceof RetryLater later ? again(job, target.gate(), later, healthy) : result;
        executions.record(job, execution(target, prepared, answer, result, startedAt));
        return result;
    }

    private static JobResult again(Job job, Gate gate, RetryLater later, boolean healthy) {
        if (healthy || gate.usesUpATry(job)) {
            return new RetryLater(later.message(), gate.again(job, later.after()), true, later.givenBack());
        }
        return new RetryLater(later.message(), gate.untilTried(), false, gate.giveBack(job));
    }

    static String missing(SecretMissing missing, Target target) {
        return missing.forbidden()
                ? "The secret '" + missing.name() + "' may not be sent to " + target.name()
                        + ": an administrator adds it" + " to countersign.operations.targets." + target.name()
                        + ".secrets, then retry."
                : "There is no secret '" + missing.name() + "': an administrator adds it to the workers' environment or"
                        + " folder of secrets, then retry.";
    }

    private static JobResult refused(Exception e, Target target, Masks masks) {
        String why = masks.mask(String.valueOf(e.getMessage()));
        return switch (e) {
            case AddressRefused refused ->
                new GiveUp(why + ", which the target '" + target.name()
                        + "' does not allow: set allow-private for it if that is meant, then retry.");
            case AnswerTooLong tooLong ->
                new GiveUp("From " + target.name() + ": " + why
                        + ". Ask for less, or raise max-response of the target, then retry.");
            case TokenRefused refused ->
                new GiveUp("The server that gives tokens for " + target.name() + " " + why
                        + ": mend the client's id or secret, then retry.");
            default -> new GiveUp(why + ", then retry.");
        };
    }

    private JobResult withoutAnswer(Job job, IOException e, Target target, Masks masks, Mapping mapping) {
        String message = "No answer from " + target.name() + ": "
                + masks.mask(e.getClass().getSimpleName() + ": " + e.getMessage()) + ".";
        Optional<JobResult> said =
                e instanceof InterruptedIOException ? readAnswer.ofSilence(job, message, mapping) : Optional.empty();
        return said.orElseGet(() -> new RetryLater(message, mapping.again(), true));
    }

    private Execution execution(
            Target target, PreparedCall prepared, @Nullable Answer answer, JobResult result, Instant startedAt) {
        Call call = prepared.call();
        Masks masks = prepared.masks();
        boolean all = target.settings().recordExchanges();
        return new Execution(
                target.name(),
                call.method(),
                masks.mask(call.uri().toString()),
                answer == null ? null : answer.status(),
                result,
                all && call.text() != null ? masks.mask(call.text()) : null,
                all && answer != null ? answer.body() : null,
                startedAt,
                clock.instant());
    }

    private static Answer masked(Answer answer, Masks masks) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.replaceAll((name, value) -> masks.mask(value));
        return new Answer(answer.status(), headers, answer.contentType(), masks.mask(answer.body()));
    }
}
