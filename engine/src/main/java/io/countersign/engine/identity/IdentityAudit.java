package io.countersign.engine.identity;

import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of people, groups and keys. A person is named by the account's id, which is no personal value. */
@Component
class IdentityAudit {

    private final AuditTrail trail;
    private final People people;
    private final JsonMapper json;
    private final Clock clock;

    IdentityAudit(AuditTrail trail, People people, JsonMapper json, Clock clock) {
        this.trail = trail;
        this.people = people;
        this.json = json;
        this.clock = clock;
    }

    void created(Actor by, UserAccount user) {
        append(by, "user.created", "user", user.id().toString(), null, view(user), Map.of());
    }

    void changed(Actor by, UserAccount before, UserAccount after, boolean passwordChanged) {
        var view = view(after);
        if (passwordChanged) {
            view.put("passwordChanged", true);
        }
        append(by, "user.changed", "user", after.id().toString(), view(before), view, Map.of());
    }

    void signedIn(UserAccount user, String address) {
        append(
                Actor.person(user.username()),
                "session.started",
                "user",
                user.id().toString(),
                null,
                null,
                Map.of("address", address));
    }

    void signedOut(UserAccount user) {
        append(Actor.person(user.username()), "session.ended", "user", user.id().toString(), null, null, Map.of());
    }

    /** Somebody who said he was this person, and could not show it. */
    void signInFailed(UserAccount user, String address) {
        append(
                Actor.system("anonymous"),
                "session.refused",
                "user",
                user.id().toString(),
                null,
                null,
                Map.of("address", address));
    }

    void groupCreated(Actor by, Group group) {
        append(by, "group.created", "group", group.id(), null, view(group), Map.of());
    }

    void groupChanged(Actor by, Group before, Group after) {
        append(by, "group.changed", "group", after.id(), view(before), view(after), Map.of());
    }

    void groupDeleted(Actor by, Group group) {
        append(by, "group.deleted", "group", group.id(), view(group), null, Map.of());
    }

    void keyIssued(Actor by, ApiKey key) {
        append(by, "api-key.issued", "api-key", key.id().toString(), null, view(key), Map.of());
    }

    void keyRevoked(Actor by, ApiKey key) {
        append(by, "api-key.revoked", "api-key", key.id().toString(), view(key), null, Map.of());
    }

    private Map<String, Object> view(UserAccount user) {
        var view = new LinkedHashMap<String, Object>();
        view.put("roles", new TreeSet<>(user.roles()));
        view.put("groups", new TreeSet<>(user.groups()));
        view.put("enabled", user.enabled());
        if (user.manager() != null) {
            view.put("manager", ids(List.of(user.manager())));
        }
        return view;
    }

    private Map<String, Object> view(Group group) {
        return Map.of("displayName", group.displayName(), "members", ids(group.members()));
    }

    private static Map<String, Object> view(ApiKey key) {
        return Map.of("name", key.name(), "prefix", key.prefix(), "roles", new TreeSet<>(key.roles()));
    }

    private List<UUID> ids(Collection<String> usernames) {
        return people.all(usernames).values().stream()
                .map(UserAccount::id)
                .sorted()
                .toList();
    }

    private void append(
            Actor by,
            String action,
            String objectType,
            String objectId,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after,
            Map<String, String> personal) {
        trail.append(new AuditEntry(
                clock.instant(),
                by,
                null,
                action,
                objectType,
                objectId,
                null,
                RequestId.current(),
                before == null ? null : json.writeValueAsString(before),
                after == null ? null : json.writeValueAsString(after),
                personal,
                null));
    }
}
