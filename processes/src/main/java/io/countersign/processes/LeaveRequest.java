package io.countersign.processes;

/** The process <em>leave request</em>. */
public final class LeaveRequest {

    public static final String PROCESS_ID = "leave-request";

    public static final String START_FORM = "leave-request";
    public static final String APPROVAL_FORM = "leave-approval";

    /** A native user task. */
    public static final String APPROVAL_TASK = "approve-leave";

    public static final String LEAVE_DECISION = "leaveDecision";

    /** The user name of the colleague who gets a copy of the mail. */
    public static final String SUBSTITUTE = "substitute";

    public static final String GRANTED_END = "leave-granted";
    public static final String REFUSED_END = "leave-refused";

    private LeaveRequest() {}
}
