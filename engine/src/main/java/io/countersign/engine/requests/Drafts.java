package io.countersign.engine.requests;

import io.countersign.engine.attachments.Attachments;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.instances.StartAccepted;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people have begun to fill in. A draft is its owner's alone, so nobody else learns of it and the audit trail says nothing. Sent
 * with its id as the Idempotency-Key, it starts once, and is gone in the transaction that accepts the start.
 */
@Component
public class Drafts implements StartAccepted {

    private final DraftRows rows;
    private final Attachments attachments;
    private final RequestSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    /**
     * What is to be kept.
     *
     * @param attachments the ids of its files
     * @param version of the draft that this changes, 0 for a new one
     */
    public record Filled(
            String processId, @Nullable Long formKey, JsonNode values, List<UUID> attachments, long version) {}

    Drafts(DraftRows rows, Attachments attachments, RequestSettings settings, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.attachments = attachments;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The caller's own; what was touched last comes first. */
    public List<DraftSummary> mine(Caller caller) {
        return caller.isPerson()
                ? rows.of(caller.name()).stream().map(DraftSummary::of).toList()
                : List.of();
    }

    /** @throws Problem 404 where the caller has none of this id, whoever else has */
    public Draft get(Caller caller, UUID id) {
        return withFiles(find(caller, id).orElseThrow(Drafts::unknown));
    }

    /**
     * Keeps a new draft under an id of the caller's choice, or a change of it. The same again changes nothing.
     *
     * @throws Problem 409 where it was changed elsewhere or sent meanwhile, 413 where it is too large
     */
    @Transactional
    public Draft save(Caller caller, UUID id, Filled filled) {
        requireFit(caller, filled);
        rows.lock(caller.name());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Draft> known = rows.find(caller.name(), id);
        Draft saved = known.isEmpty() ? begin(caller, id, filled, now) : change(caller, known.get(), filled, now);
        attachments.keepInDraft(caller, id, filled.attachments());
        return withFiles(saved);
    }

    private Draft change(Caller caller, Draft before, Filled filled, Instant now) {
        if (before.version() == filled.version() + 1 && isSame(before, filled)) {
            return before;
        }
        if (before.version() != filled.version()) {
            throw Problem.conflict(
                    "draft-changed",
                    "The draft was changed elsewhere",
                    "It is version " + before.version() + " now. Read it again before you change it.");
        }
        var after = new Draft(
                before.draftId(),
                before.processId(),
                text(filled.formKey()),
                filled.values(),
                List.of(),
                before.version() + 1,
                before.createdAt(),
                now);
        rows.update(caller.name(), after);
        return after;
    }

    /**
     * Saved as a new one under its id, it is back, with its files, for as long as a deleted one is kept.
     *
     * @throws Problem 404 where the caller has none of this id
     */
    @Transactional
    public void delete(Caller caller, UUID id) {
        if (!caller.isPerson() || !rows.delete(caller.name(), id, clock.instant())) {
            throw unknown();
        }
    }

    @Override
    public void accepted(Caller caller, @Nullable String idempotencyKey, UUID startId) {
        if (!caller.isPerson() || idempotencyKey == null) {
            return;
        }
        id(idempotencyKey).ifPresent(id -> {
            // also what is being saved at this very moment
            rows.lock(caller.name());
            rows.find(caller.name(), id).ifPresent(draft -> {
                attachments.handIn(caller, startId, id, files(id));
                rows.forget(id);
            });
        });
    }

    private Draft begin(Caller caller, UUID id, Filled filled, Instant now) {
        if (filled.version() != 0) {
            throw gone();
        }
        if (rows.isTaken(caller.id(), caller.name(), id)) {
            throw gone();
        }
        if (rows.count(caller.name()) >= settings.maxDrafts()) {
            throw Problem.conflict(
                    "too-many-drafts",
                    "You have too many drafts",
                    "At most %d are kept for one person. Send or delete one of them first."
                            .formatted(settings.maxDrafts()));
        }
        var draft = new Draft(
                id.toString(), filled.processId(), text(filled.formKey()), filled.values(), List.of(), 1, now, now);
        rows.insert(caller.name(), draft);
        return draft;
    }

    private void requireFit(Caller caller, Filled filled) {
        if (!caller.isPerson()) {
            throw Problem.forbidden("not-a-person", "Only people have drafts", "A system starts what it has to start.");
        }
        if (!filled.values().isObject()) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "values has to be an object.",
                    new FieldError("values", "has to be an object"));
        }
        int size = json.writeValueAsBytes(filled.values()).length;
        long limit = settings.maxDraft().toBytes();
        if (size > limit) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "draft-too-large",
                    "The draft is too large",
                    "It takes %d bytes, at most %d are kept.".formatted(size, limit),
                    List.of());
        }
    }

    private boolean isSame(Draft draft, Filled filled) {
        return draft.values().equals(filled.values())
                && Set.copyOf(files(UUID.fromString(draft.draftId()))).equals(Set.copyOf(filled.attachments()));
    }

    private Draft withFiles(Draft draft) {
        return draft.with(attachments.ofDraft(UUID.fromString(draft.draftId())));
    }

    private List<UUID> files(UUID id) {
        return attachments.ofDraft(id).stream()
                .map(file -> UUID.fromString(file.attachmentId()))
                .toList();
    }

    private Optional<Draft> find(Caller caller, UUID id) {
        return caller.isPerson() ? rows.find(caller.name(), id) : Optional.empty();
    }

    private static Optional<UUID> id(String idempotencyKey) {
        try {
            return Optional.of(UUID.fromString(idempotencyKey));
        } catch (IllegalArgumentException notADraft) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(@Nullable Long key) {
        return key == null ? null : key.toString();
    }

    private static Problem gone() {
        return Problem.conflict(
                "draft-gone",
                "The draft is no longer there",
                "It was sent or deleted elsewhere. What you have can be kept as a new draft, under another id.");
    }

    private static Problem unknown() {
        return Problem.notFound(
                "draft-not-found", "There is no such draft", "It was sent or deleted, or it is not yours.");
    }
}
