package io.countersign.workers.jobs;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.worker.JobClient;
import io.countersign.workers.jobs.JobCommands.Answer.Gone;
import io.countersign.workers.jobs.JobCommands.Answer.NotNow;
import io.countersign.workers.jobs.JobCommands.Answer.Refused;
import io.countersign.workers.jobs.JobCommands.Answer.Taken;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands over gRPC. */
record ZeebeJobCommands(JobClient client, long jobKey) implements JobCommands {

    private static final Logger LOG = LoggerFactory.getLogger(ZeebeJobCommands.class);

    /** A lost answer costs this long, so it is well below a lease. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public Answer complete(Map<String, Object> variables) {
        return send(client.newCompleteCommand(jobKey).variables(JobVariables.write(variables)));
    }

    @Override
    public Answer throwError(String code, String message, Map<String, Object> variables) {
        return send(client.newThrowErrorCommand(jobKey)
                .errorCode(code)
                .errorMessage(message)
                .variables(JobVariables.write(variables)));
    }

    @Override
    public Answer fail(int tries, Duration backoff, String message) {
        return send(client.newFailCommand(jobKey)
                .retries(tries)
                .retryBackoff(backoff)
                .errorMessage(message));
    }

    private Answer send(FinalCommandStep<?> command) {
        try {
            command.requestTimeout(TIMEOUT).send().join();
            return new Taken();
        } catch (ClientStatusException e) {
            return answer(e);
        } catch (ClientException e) {
            LOG.debug("no answer for job {}", jobKey, e);
            return new NotNow(String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(ClientStatusException e) {
        Status status = e.getStatus();
        String reason = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
        return switch (status.getCode()) {
            case NOT_FOUND -> new Gone();
            // too large, malformed, or the job has an incident: saying it again changes nothing
            case INVALID_ARGUMENT,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED -> new Refused(reason);
            default -> {
                LOG.debug("the engine did not take a command", e);
                yield new NotNow(reason);
            }
        };
    }
}
