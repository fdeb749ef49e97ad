package io.countersign.processes;

/** Variables that our workers give back to a process. */
public final class WorkerVariables {

    /** From {@link JobTypes#RESOLVE_APPROVERS}: by role, who may approve ({@code assignee}, {@code candidateGroups}) and whom to mail ({@code recipients}). */
    public static final String APPROVERS = "approvers";

    /** From {@link JobTypes#HTTP_REQUEST}, where the model names no other: {@code status}, {@code body} and {@code location}. */
    public static final String RESPONSE = "response";

    /** Travels with a BPMN error of {@link JobTypes#HTTP_REQUEST}: {@code code}, {@code status}, {@code message} and {@code body}. */
    public static final String OPERATION_ERROR = "operationError";

    private WorkerVariables() {}
}
