package io.countersign.engine.messages.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.messages.SendMessage;
import io.countersign.engine.messages.SendMessage.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Messages")
class MessagesController {

    private static final String DEFAULT_TENANT = "<default>";

    private final SendMessage messages;

    MessagesController(SendMessage messages) {
        this.messages = messages;
    }

    /** @param timeToLive milliseconds for which the engine keeps a message that nobody waits for yet */
    record Publication(
            @NotBlank String name,
            @Nullable String correlationKey,
            @Nullable @Min(0) Long timeToLive,
            @Nullable String messageId,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable String tenantId) {}

    record Published(String tenantId, String messageKey) {}

    record Correlation(
            @NotBlank String name,
            @Nullable String correlationKey,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable String tenantId) {}

    record Correlated(String tenantId, String messageKey, String processInstanceKey) {}

    @Operation(summary = "Publish a message", description = "With a messageId it is safe to repeat.")
    @PostMapping("/v2/messages/publication")
    Published publish(Caller caller, @Valid @RequestBody Publication body) {
        var message = new Message(
                body.name(),
                Objects.requireNonNullElse(body.correlationKey(), ""),
                body.messageId(),
                Duration.ofMillis(Objects.requireNonNullElse(body.timeToLive(), 0L)),
                Objects.requireNonNullElse(body.variables(), Map.of()),
                Objects.requireNonNullElse(body.tenantId(), DEFAULT_TENANT));
        return new Published(message.tenantId(), Long.toString(messages.publish(caller, message)));
    }

    @Operation(
            summary = "Correlate a message",
            description = "Answers with the instance that took it, 404 where nobody waits for it. Needs Zeebe 8.6.")
    @PostMapping("/v2/messages/correlation")
    Correlated correlate(Caller caller, @Valid @RequestBody Correlation body) {
        var message = new Message(
                body.name(),
                Objects.requireNonNullElse(body.correlationKey(), ""),
                null,
                Duration.ZERO,
                Objects.requireNonNullElse(body.variables(), Map.of()),
                Objects.requireNonNullElse(body.tenantId(), DEFAULT_TENANT));
        var correlated = messages.correlate(caller, message);
        return new Correlated(
                message.tenantId(),
                Long.toString(correlated.messageKey()),
                Long.toString(correlated.processInstanceKey()));
    }
}
