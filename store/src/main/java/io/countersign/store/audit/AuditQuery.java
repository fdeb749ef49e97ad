package io.countersign.store.audit;

import org.jspecify.annotations.Nullable;

/** Which entries somebody wants to read; a field that is null asks for nothing. {@code objectId} needs {@code objectType}. */
public record AuditQuery(
        @Nullable Long processInstanceKey,
        @Nullable String objectType,
        @Nullable String objectId) {

    public static final AuditQuery ALL = new AuditQuery(null, null, null);

    public AuditQuery {
        if (objectId != null && objectType == null) {
            throw new IllegalArgumentException("an object id means nothing without an object type");
        }
    }

    public static AuditQuery ofProcessInstance(long processInstanceKey) {
        return new AuditQuery(processInstanceKey, null, null);
    }

    /** What happened to all objects of a type in the instance. */
    public static AuditQuery ofProcessInstance(long processInstanceKey, String objectType) {
        return new AuditQuery(processInstanceKey, objectType, null);
    }

    public static AuditQuery ofObject(String objectType, String objectId) {
        return new AuditQuery(null, objectType, objectId);
    }
}
