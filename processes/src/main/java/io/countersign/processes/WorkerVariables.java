package io.countersign.processes;

/** Variables that our workers give back to a process. */
public final class WorkerVariables {

    /** From {@link JobTypes#RESOLVE_APPROVERS}: by role, who may approve ({@code assignee}, {@code candidateGroups}) and whom to mail ({@code recipients}). */
    public static final String APPROVERS = "approvers";

    /** From {@link JobTypes#HTTP_REQUEST}, where the model names no other: {@code status}, {@code body} and {@code location}. */
    public static final String RESPONSE = "response";

    /** From {@link JobTypes#SQL_QUERY}, where the model names no other: a list of contexts. */
    public static final String ROWS = "rows";

    /** From {@link JobTypes#SQL_UPDATE}, where the model names no other: how many rows were changed. */
    public static final String COUNT = "count";

    /** From {@link JobTypes#DECISION_RECORD}: {@code fileName} and {@code attachmentId}. */
    public static final String RECORD = "record";

    /**
     * Travels with a BPMN error of {@link JobTypes#HTTP_REQUEST}: {@code code}, {@code status}, {@code message} and {@code body}; or of a
     * statement: {@code code}, {@code sqlState} and {@code message}.
     */
    public static final String OPERATION_ERROR = "operationError";

    private WorkerVariables() {}
}
