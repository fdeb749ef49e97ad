package io.countersign.engine.notifications;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.organisation.OrganisationSettings;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.engine.web.RequestId;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.routing.NoticePolicy;
import io.countersign.notices.routing.Preferences;
import io.countersign.notices.routing.QuietHours;
import io.countersign.notices.routing.ReadPreferences;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** How people want to hear of things, and what of that their organisation leaves to them. */
@Component
public class KeepPreferences {

    private static final Duration LONGEST_QUIET = Duration.ofHours(16);

    private final JdbcClient jdbc;
    private final ReadPreferences known;
    private final OrganisationSettings organisation;
    private final WebhookSettings webhooks;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    KeepPreferences(
            JdbcClient jdbc,
            ReadPreferences known,
            OrganisationSettings organisation,
            WebhookSettings webhooks,
            AuditTrail trail,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.known = known;
        this.organisation = organisation;
        this.webhooks = webhooks;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /** Empty where somebody has not chosen anything. */
    public Optional<Preferences> find(String username) {
        return known.find(username);
    }

    /** @throws Problem 422 where it can't be like that */
    @Transactional
    public void save(Caller person, Preferences preferences) {
        List<FieldError> errors = errors(preferences);
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(
                    "preferences-unfit",
                    "You can't be told like this",
                    "Mend what is said of each part; nothing was changed.",
                    errors.toArray(FieldError[]::new));
        }
        Instant now = clock.instant();
        QuietHours quiet = preferences.quiet();
        jdbc.sql("""
                        insert into notification_preference
                            (username, zone, digest_at, quiet_from, quiet_until, webhook, choices, changed_at)
                        values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)
                        on conflict (username) do update set zone = excluded.zone, digest_at = excluded.digest_at,
                            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, webhook = excluded.webhook,
                            choices = excluded.choices, changed_at = excluded.changed_at
                        """)
                .params(Arrays.asList(
                        person.name(),
                        preferences.zone().getId(),
                        preferences.digestAt(),
                        quiet == null ? null : quiet.from(),
                        quiet == null ? null : quiet.until(),
                        preferences.webhook(),
                        json.writeValueAsString(preferences.choices()),
                        Columns.parameter(now)))
                .update();
        trail.append(new AuditEntry(
                now,
                person.actor(),
                null,
                "notification-preference.changed",
                "notification-preference",
                person.name(),
                null,
                RequestId.current(),
                null,
                json.writeValueAsString(preferences.choices()),
                Map.of(),
                null));
    }

    private List<FieldError> errors(Preferences preferences) {
        var errors = new ArrayList<FieldError>();
        QuietHours quiet = preferences.quiet();
        if (quiet != null && quiet.length().compareTo(LONGEST_QUIET) > 0) {
            errors.add(new FieldError("quiet", "may last " + LONGEST_QUIET.toHours() + " hours at most"));
        }
        String webhook = preferences.webhook();
        if (webhook != null && !offersWebhooks()) {
            errors.add(new FieldError("webhook", "this installation does not allow any"));
        } else if (webhook != null && !isWebAddress(webhook)) {
            errors.add(new FieldError("webhook", "has to be an address that begins with https://"));
        }
        Set<String> mayBeOff = policy().mayBeOff();
        preferences.choices().forEach((kind, choice) -> {
            if (NoticeKind.of(kind).filter(NoticeKind::isLeftToPeople).isEmpty()) {
                errors.add(new FieldError("choices." + kind, "there is nothing to choose"));
            } else if (choice.webhook() && webhook == null) {
                errors.add(new FieldError("choices." + kind, "there is no webhook to tell"));
            } else if (choice.turnsOff() && !mayBeOff.contains(kind)) {
                errors.add(new FieldError(
                        "choices." + kind, "your organisation wants you to hear of it, by mail or in the app"));
            }
        });
        return errors;
    }

    /** Whether there is anywhere that people may have notices posted to. */
    public boolean offersWebhooks() {
        return !webhooks.targets().isEmpty();
    }

    /** Whether it may be posted to is known to the workers, who ask at every notice. */
    private static boolean isWebAddress(String webhook) {
        try {
            URI address = new URI(webhook);
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public NoticePolicy policy() {
        return known.policy();
    }

    /** @throws Problem 422 where there is no such kind */
    @Transactional
    public void setPolicy(Caller by, NoticePolicy policy) {
        for (String kind : policy.mayBeOff()) {
            if (NoticeKind.of(kind).filter(NoticeKind::isLeftToPeople).isEmpty()) {
                throw Problem.unprocessable(
                        "notice-kind-unknown",
                        "That can't be left to people",
                        "There is no kind " + kind + ", or everybody has to hear of it.",
                        new FieldError("mayBeOff", "no " + kind));
            }
        }
        organisation.set(by, ReadPreferences.POLICY, policy);
    }
}
