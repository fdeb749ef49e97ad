package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The lists that people keep for themselves or share with their groups. What is shared is in the audit trail. */
@Component
public class KeepInboxViews {

    private static final int MAX_VIEWS = 50;

    private final InboxViews views;
    private final Directory directory;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Hints hints;
    private final Clock clock;

    KeepInboxViews(InboxViews views, Directory directory, AuditTrail trail, JsonMapper json, Hints hints, Clock clock) {
        this.views = views;
        this.directory = directory;
        this.trail = trail;
        this.json = json;
        this.hints = hints;
        this.clock = clock;
    }

    /** The caller's, in his order, and then those that others share with him. */
    @Transactional(readOnly = true)
    public List<InboxView> of(Caller caller) {
        return views.of(caller);
    }

    /** @throws Problem 400, 403, 409 or 422 */
    @Transactional
    public InboxView create(Caller caller, InboxViewDraft draft) {
        if (!caller.isPerson()) {
            throw Problem.forbidden(
                    "not-a-person", "Only people keep views", "A system asks for tasks as it needs them.");
        }
        draft.check(caller.groups(), clock);
        if (views.count(caller.name()) >= MAX_VIEWS) {
            throw Problem.conflict(
                    "too-many-views",
                    "There are too many views",
                    "You have " + MAX_VIEWS + " views already; delete one that is not needed.");
        }
        int position = draft.position() == null ? views.nextPosition(caller.name()) : draft.position();
        return save(
                view(UUID.randomUUID(), new Person(caller.name(), caller.displayName()), draft, position),
                null,
                caller);
    }

    /** @throws Problem 400, 403, 404 or 422 */
    @Transactional
    public InboxView change(Caller caller, UUID id, InboxViewDraft draft) {
        InboxView before = own(caller, id);
        var mayShareWith = new HashSet<>(directory.groupsOf(before.owner().username()));
        mayShareWith.addAll(before.sharedWith());
        draft.check(mayShareWith, clock);
        int position = Objects.requireNonNullElse(draft.position(), before.position());
        return save(view(id, before.owner(), draft, position), before, caller);
    }

    /** @throws Problem 403 or 404 */
    @Transactional
    public void delete(Caller caller, UUID id) {
        InboxView before = own(caller, id);
        views.delete(id);
        if (before.isShared()) {
            audit("inbox-view.deleted", before, null, caller, clock.instant());
            hints.send(List.of("views"));
        }
    }

    private InboxView own(Caller caller, UUID id) {
        InboxView view = views.lock(id)
                .filter(found -> found.isOf(caller)
                        || caller.has(Role.ADMIN)
                        || found.sharedWith().stream().anyMatch(caller.groups()::contains))
                .orElseThrow(() -> Problem.notFound(
                        "view-not-found", "There is no such view", "No view of yours has the id " + id + "."));
        if (!view.isOf(caller) && !caller.has(Role.ADMIN)) {
            throw Problem.forbidden(
                    "not-your-view",
                    "You can't change this view",
                    "Only " + view.owner().displayName()
                            + " or an administrator can. You can save a view of your own from it.");
        }
        return view;
    }

    private static InboxView view(UUID id, Person owner, InboxViewDraft draft, int position) {
        return new InboxView(
                id, owner, draft.title(), draft.icon(), draft.asked(), draft.shown(), draft.groups(), position);
    }

    private InboxView save(InboxView view, @Nullable InboxView before, Caller by) {
        Instant now = clock.instant();
        views.save(view, now);
        boolean wasShared = before != null && before.isShared();
        if (view.isShared() || wasShared) {
            audit(view.isShared() ? "inbox-view.shared" : "inbox-view.unshared", before, view, by, now);
            hints.send(List.of("views"));
        }
        return view;
    }

    private void audit(String action, @Nullable InboxView before, @Nullable InboxView after, Caller by, Instant at) {
        InboxView any = Objects.requireNonNull(after == null ? before : after);
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                "inbox-view",
                any.id().toString(),
                null,
                RequestId.current(),
                shares(before),
                shares(after),
                Map.of(),
                null));
    }

    private @Nullable String shares(@Nullable InboxView view) {
        return view == null ? null : json.writeValueAsString(Map.of("sharedWith", view.sharedWith()));
    }
}
