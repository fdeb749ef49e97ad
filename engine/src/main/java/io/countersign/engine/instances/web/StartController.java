package io.countersign.engine.instances.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.NewStart;
import io.countersign.engine.instances.StartInstance;
import io.countersign.engine.instances.StartedInstance;
import io.countersign.engine.web.Idempotency;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Process instances")
class StartController {

    private static final String DEFAULT_TENANT = "<default>";
    private static final int LATEST = -1;

    private final StartInstance starts;

    StartController(StartInstance starts) {
        this.starts = starts;
    }

    /**
     * As Camunda's API has it, and {@code businessKey}, which later versions of that API call {@code businessId}.
     *
     * @param processDefinitionVersion -1 and null: the latest
     */
    record Body(
            @Nullable @Size(max = 255) String processDefinitionId,

            @Nullable @Pattern(regexp = "\\d{1,19}", message = "must be a key, which is a number")
            String processDefinitionKey,

            @Nullable Integer processDefinitionVersion,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable String tenantId,
            @Nullable @Size(max = 255) String businessKey,
            @Nullable @Size(max = 255) String businessId,
            @Nullable Boolean awaitCompletion,
            @Nullable List<Object> startInstructions,
            @Nullable List<Object> runtimeInstructions,
            @Nullable List<String> tags) {}

    record Created(
            String processDefinitionId,
            int processDefinitionVersion,
            String processDefinitionKey,
            String processInstanceKey,
            String tenantId,
            Map<String, Object> variables,
            List<String> tags,
            @Nullable String businessKey,
            @Nullable String businessId) {

        static Created from(StartedInstance instance) {
            return new Created(
                    instance.processId(),
                    instance.version(),
                    Long.toString(instance.processDefinitionKey()),
                    Long.toString(instance.processInstanceKey()),
                    instance.tenantId(),
                    Map.of(),
                    List.of(),
                    instance.businessKey(),
                    instance.businessKey());
        }
    }

    @Operation(
            summary = "Start a process instance",
            description =
                    "With an Idempotency-Key the same request gets the first answer for 30 days, however often it is"
                            + " repeated.")
    @PostMapping("/v2/process-instances")
    Created start(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody Body body) {
        refuseWhatWeCannotDo(body);
        Idempotency.requireFit(idempotencyKey);
        return Created.from(starts.start(caller, idempotencyKey, asked(body)));
    }

    private static NewStart asked(Body body) {
        var version = body.processDefinitionVersion();
        return new NewStart(
                body.processDefinitionId(),
                version == null || version == LATEST ? null : version,
                key(body.processDefinitionKey()),
                Objects.requireNonNullElse(body.tenantId(), DEFAULT_TENANT),
                Objects.requireNonNullElse(body.variables(), Map.of()),
                body.businessKey() == null ? body.businessId() : body.businessKey());
    }

    private static @Nullable Long key(@Nullable String digits) {
        try {
            return digits == null ? null : Long.valueOf(digits);
        } catch (NumberFormatException tooLarge) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "processDefinitionKey: no key is that large.",
                    new FieldError("processDefinitionKey", "is larger than any key"));
        }
    }

    private static void refuseWhatWeCannotDo(Body body) {
        var errors = Stream.of(
                        Boolean.TRUE.equals(body.awaitCompletion())
                                ? new FieldError("awaitCompletion", "is not supported: start, then read the instance")
                                : null,
                        isUsed(body.startInstructions())
                                ? new FieldError("startInstructions", "are not supported: start at the start event")
                                : null,
                        isUsed(body.runtimeInstructions())
                                ? new FieldError("runtimeInstructions", "are not supported")
                                : null,
                        isUsed(body.tags()) ? new FieldError("tags", "are not supported: use businessKey") : null)
                .filter(Objects::nonNull)
                .toArray(FieldError[]::new);
        if (errors.length > 0) {
            throw Problem.badRequest(
                    "not-supported", "Not supported", "This server can't do all of what is asked for.", errors);
        }
    }

    private static boolean isUsed(@Nullable List<?> values) {
        return values != null && !values.isEmpty();
    }
}
