package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of people's acts on tasks. Names and comments are personal values; values of variables are not kept. */
@Component
class TaskAudit {

    static final String OBJECT_TYPE = "task";

    private static final String BULK = "bulkDecisionId";

    private final AuditTrail trail;
    private final JsonMapper json;

    TaskAudit(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    void claimed(Task task, Place by, Instant at) {
        append(task, by, at, "task.claimed", null, null);
    }

    void unclaimed(Task task, Caller by, Instant at) {
        append(task, Place.own(by), at, "task.unclaimed", null, null);
    }

    /** @param assigneeId names the person where the user name must be erasable */
    void assigned(Task task, UUID assigneeId, Caller by, Instant at) {
        append(task, Place.own(by), at, "task.assigned", Map.of("assignee", assigneeId), null);
    }

    /** @param receiverId names the person where the user name must be erasable */
    void delegated(Task task, UUID receiverId, String reason, Place by, Instant at) {
        append(task, by, at, "task.delegated", Map.of("assignee", receiverId), reason);
    }

    /**
     * An act that the separation of duties forbids.
     *
     * @param excludedId names whom the rule keeps away; null where that is everybody, or somebody unknown
     */
    void refused(Task task, Place by, String act, String rule, @Nullable UUID excludedId, Instant at) {
        var after = new TreeMap<String, Object>(Map.of("act", act, "rule", rule));
        if (excludedId != null) {
            after.put("excluded", excludedId);
        }
        append(task, by, at, "task.refused", after, null);
    }

    /**
     * @param before what the voter said before, null where this is the first vote
     * @param bulk what the vote is part of; null where it stands alone
     * @param byMail how the voter who followed a mail has shown who he is; null where he came in another way
     */
    void answered(
            Task task,
            Vote vote,
            @Nullable Outcome before,
            Collection<String> variables,
            Place by,
            @Nullable BulkDecision bulk,
            @Nullable Proof byMail) {
        var after = new TreeMap<String, Object>(Map.of(
                "decisionId",
                vote.id(),
                "outcome",
                vote.outcome().word(),
                "conclusive",
                vote.conclusive(),
                "variables",
                new TreeSet<>(variables)));
        if (before != null) {
            after.put("changedFrom", before.word());
        }
        if (bulk != null) {
            after.put(BULK, bulk.id());
        }
        if (byMail != null) {
            after.put("by", byMail.word());
        }
        append(
                task,
                by,
                vote.at(),
                vote.outcome() == Outcome.COMPLETED ? "task.submitted" : "task.decided",
                after,
                vote.comment());
    }

    /**
     * A vote was taken back before the engine was told.
     *
     * @param restored what the voter had said before and says again; null where that was nothing
     */
    void undone(Task task, Vote vote, @Nullable Outcome restored, BulkDecision bulk, Caller by, Instant at) {
        var after = new TreeMap<String, Object>(
                Map.of("decisionId", vote.id(), "outcome", vote.outcome().word(), BULK, bulk.id()));
        if (restored != null) {
            after.put("restored", restored.word());
        }
        String absent = vote.onBehalfOf();
        append(task, by.actor(), absent == null ? null : Actor.person(absent), at, "task.decision-undone", after, null);
    }

    /** Nobody decided in time, and the model wants it to end then. */
    void expired(Task task, Vote end) {
        append(
                task,
                Actor.system("deadline"),
                null,
                end.at(),
                "task.expired",
                Map.of("decisionId", end.id(), "outcome", end.outcome().word()),
                null);
    }

    private void append(
            Task task,
            Place by,
            Instant at,
            String action,
            @Nullable Map<String, Object> after,
            @Nullable String comment) {
        append(
                task,
                by.actor().actor(),
                by.absent() == null ? null : by.absent().actor(),
                at,
                action,
                after,
                comment);
    }

    private void append(
            Task task,
            Actor by,
            @Nullable Actor onBehalfOf,
            Instant at,
            String action,
            @Nullable Map<String, Object> after,
            @Nullable String comment) {
        trail.append(new AuditEntry(
                at,
                by,
                onBehalfOf,
                action,
                OBJECT_TYPE,
                Long.toString(task.engine().key()),
                task.engine().processInstanceKey(),
                RequestId.current(),
                null,
                after == null ? null : json.writeValueAsString(after),
                comment == null ? Map.of() : Map.of("comment", comment),
                null));
    }
}
