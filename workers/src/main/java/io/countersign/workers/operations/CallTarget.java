package io.countersign.workers.operations;

import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.operations.GuardedDns.AddressRefused;
import io.countersign.workers.operations.HttpCaller.AnswerTooLong;
import io.countersign.workers.operations.Targets.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls another system with the job's key as idempotency key, and writes down what came of it. */
@Component
class CallTarget {

    private static final Logger LOG = LoggerFactory.getLogger(CallTarget.class);

    private final Targets targets;
    private final PrepareCall prepareCall;
    private final ReadAnswer readAnswer;
    private final Executions executions;
    private final Clock clock;

    CallTarget(Targets targets, PrepareCall prepareCall, ReadAnswer readAnswer, Executions executions, Clock clock) {
        this.targets = targets;
        this.prepareCall = prepareCall;
        this.readAnswer = readAnswer;
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
            Call call = prepareCall.of(job, operation, target.get().settings());
            return send(job, operation, target.get(), call);
        } catch (UnfitOperation e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    private JobResult send(Job job, Operation operation, Target target, Call call) {
        Instant startedAt = clock.instant();
        Integer status = null;
        JobResult result;
        try {
            Answer answer = masked(target.caller().send(call), target.secrets());
            status = answer.status();
            result = readAnswer.of(answer, operation);
        } catch (IOException e) {
            LOG.warn("no answer from {}", operation.target(), e);
            result = withoutAnswer(e, operation, target.secrets());
        }
        executions.record(job, execution(operation, call, target.secrets(), status, result, startedAt));
        return result;
    }

    private static JobResult withoutAnswer(IOException e, Operation operation, Secrets secrets) {
        return switch (e) {
            case AddressRefused refused ->
                new GiveUp(refused.getMessage() + ", which the target '" + operation.target()
                        + "' does not allow: set allow-private for it if that is meant, then retry.");
            case AnswerTooLong tooLong ->
                new GiveUp("From " + operation.target() + ": " + tooLong.getMessage()
                        + ". Ask for less, or raise max-response of the target, then retry.");
            default ->
                RetryLater.counted("No answer from " + operation.target() + ": "
                        + secrets.mask(e.getClass().getSimpleName() + ": " + e.getMessage()) + ".");
        };
    }

    private Execution execution(
            Operation operation,
            Call call,
            Secrets secrets,
            @Nullable Integer status,
            JobResult result,
            Instant startedAt) {
        return new Execution(
                String.valueOf(operation.target()),
                call.method(),
                secrets.mask(call.uri().toString()),
                status,
                result,
                startedAt,
                clock.instant());
    }

    private static Answer masked(Answer answer, Secrets secrets) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.replaceAll((name, value) -> secrets.mask(value));
        return new Answer(answer.status(), headers, answer.contentType(), secrets.mask(answer.body()));
    }
}
