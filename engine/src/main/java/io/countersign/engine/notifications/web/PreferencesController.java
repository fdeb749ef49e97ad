package io.countersign.engine.notifications.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.notifications.KeepPreferences;
import io.countersign.engine.notifications.TryWebhook;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.Choice;
import io.countersign.notices.routing.Choice.Timing;
import io.countersign.notices.routing.NoticePolicy;
import io.countersign.notices.routing.Preferences;
import io.countersign.notices.routing.QuietHours;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
class PreferencesController {

    private static final int MOST_KINDS = 50;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ADDRESS = 2000;

    private final KeepPreferences preferences;
    private final TryWebhook tryWebhook;

    /** From a time of day until another; over midnight where that is earlier. */
    record Hours(
            @NotNull @Schema(type = "string", example = "20:00")
            LocalTime from,

            @NotNull @Schema(type = "string", example = "07:00")
            LocalTime until) {}

    record NewChoice(
            @NotBlank @Size(max = LONGEST_NAME) String kind,
            @NotNull Timing timing,
            boolean mail,
            boolean inApp,
            boolean webhook) {}

    record NewPreferences(
            @NotBlank @Size(max = LONGEST_NAME) @Schema(example = "Europe/Berlin")
            String zone,

            @NotNull @Schema(type = "string", example = "08:00")
            LocalTime digestAt,

            @Valid @Nullable Hours quiet,

            @Size(max = LONGEST_ADDRESS)
            @Nullable
            @Schema(description = "Gets `{\"text\": …}` by POST, as chats take it.")
            String webhook,

            @NotNull @Size(max = MOST_KINDS) List<@NotNull @Valid NewChoice> choices) {}

    /** @param mayBeOff whether the organisation leaves it to people not to hear of it at all */
    record ChoiceView(String kind, Timing timing, boolean mail, boolean inApp, boolean webhook, boolean mayBeOff) {}

    /**
     * @param zone null where nothing was chosen yet
     * @param webhooks whether the installation allows any
     */
    record PreferencesView(
            @Nullable String zone,
            @Schema(type = "string", example = "08:00") LocalTime digestAt,
            @Nullable Hours quiet,
            boolean webhooks,
            @Nullable String webhook,
            List<ChoiceView> choices) {}

    record Policy(
            @NotNull
            @Size(max = MOST_KINDS)
            @Schema(description = "Kinds of notices that people need not hear of at all.")
            Set<@NotBlank @Size(max = LONGEST_NAME) String> mayBeOff) {}

    PreferencesController(KeepPreferences preferences, TryWebhook tryWebhook) {
        this.preferences = preferences;
        this.tryWebhook = tryWebhook;
    }

    @Operation(summary = "How I want to hear of things")
    @GetMapping("/api/v1/me/notification-preferences")
    PreferencesView read(Caller caller) {
        requirePerson(caller);
        Optional<Preferences> chosen = preferences.find(caller.name());
        Preferences known = chosen.orElse(Preferences.USUAL);
        Set<String> mayBeOff = preferences.policy().mayBeOff();
        return new PreferencesView(
                chosen.map(it -> it.zone().getId()).orElse(null),
                known.digestAt(),
                known.quiet() == null
                        ? null
                        : new Hours(known.quiet().from(), known.quiet().until()),
                preferences.offersWebhooks(),
                known.webhook(),
                Arrays.stream(NoticeKind.values())
                        .filter(NoticeKind::isLeftToPeople)
                        .map(kind -> view(kind, known.of(kind), mayBeOff.contains(kind.id())))
                        .toList());
    }

    @Operation(
            summary = "Choose how I want to hear of things",
            description =
                    "NOW: a mail of its own. HOURLY, DAILY: one mail with all there was. In quiet hours no mail is sent;"
                            + " what came meanwhile is sent at their end. What asks for a decision by mail always is one.")
    @PutMapping("/api/v1/me/notification-preferences")
    PreferencesView choose(Caller caller, @Valid @RequestBody NewPreferences wanted) {
        requirePerson(caller);
        var choices = new HashMap<String, Choice>();
        wanted.choices()
                .forEach(it -> choices.put(it.kind(), new Choice(it.timing(), it.mail(), it.inApp(), it.webhook())));
        Hours quiet = wanted.quiet();
        preferences.save(
                caller,
                new Preferences(
                        zone(wanted.zone()),
                        wanted.digestAt(),
                        quiet == null ? null : new QuietHours(quiet.from(), quiet.until()),
                        wanted.webhook() == null || wanted.webhook().isBlank()
                                ? null
                                : wanted.webhook().strip(),
                        choices));
        return read(caller);
    }

    @Operation(
            summary = "Try my webhook",
            description =
                    "Posts a notice to the address that was saved, once a minute at most. Where it does not arrive, a"
                            + " mail comes instead.")
    @PostMapping("/api/v1/me/notification-preferences/webhook-trials")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void tryWebhook(Caller caller) {
        requirePerson(caller);
        tryWebhook.post(caller);
    }

    @Operation(summary = "Read what people need not hear of")
    @GetMapping("/api/v1/organisation/notifications")
    Policy policy() {
        return new Policy(preferences.policy().mayBeOff());
    }

    @Operation(summary = "Choose what people need not hear of")
    @PutMapping("/api/v1/organisation/notifications")
    Policy allow(Caller caller, @Valid @RequestBody Policy policy) {
        preferences.setPolicy(caller, new NoticePolicy(policy.mayBeOff()));
        return policy();
    }

    static void requirePerson(Caller caller) {
        if (!caller.isPerson()) {
            throw Problem.forbidden("people-only", "Only people are notified", "Sign in as a person.");
        }
    }

    private static ChoiceView view(NoticeKind kind, Choice choice, boolean mayBeOff) {
        return new ChoiceView(kind.id(), choice.timing(), choice.mail(), choice.inApp(), choice.webhook(), mayBeOff);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.unprocessable(
                    "preferences-unfit",
                    "You can't be told like this",
                    "There is no time zone " + name + ".",
                    new FieldError("zone", "there is no such time zone"));
        }
    }
}
