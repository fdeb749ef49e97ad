package io.countersign.processes;

/** The process <em>purchase request</em>. */
public final class PurchaseRequest {

    public static final String PROCESS_ID = "purchase-request";

    /** Who has to approve, from amount and category: {@code manager}, or {@code finance} as well. */
    public static final String APPROVAL_LEVEL_DECISION = "approval-level";

    public static final String START_FORM = "purchase-request";
    public static final String APPROVAL_FORM = "purchase-approval";

    /** A native user task. */
    public static final String MANAGER_TASK = "approve-as-manager";

    /** A job-based user task. */
    public static final String FINANCE_TASK = "approve-as-finance";

    public static final String MANAGER_DECISION = "managerDecision";
    public static final String FINANCE_DECISION = "financeDecision";

    /** ISO 8601 duration between reminders; two days where it is not set. */
    public static final String REMINDER_AFTER = "reminderAfter";

    public static final String ORDER_NUMBER = "orderNumber";

    /** The target that the order is booked with: {@code POST /orders}, answered with {@code orderNumber}, or 422 and a reason. */
    public static final String ORDER_SYSTEM = "order-system";

    /** Thrown where the order system answers 422. */
    public static final String ORDER_REFUSED = "ORDER_REFUSED";

    public static final String ORDER_PLACED_END = "order-placed";
    public static final String ORDER_NOT_PLACED_END = "order-not-placed";
    public static final String REJECTED_END = "request-rejected";

    private PurchaseRequest() {}
}
