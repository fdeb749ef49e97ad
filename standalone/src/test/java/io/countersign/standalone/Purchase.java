package io.countersign.standalone;

import io.countersign.processes.PurchaseRequest;
import java.util.List;
import java.util.Map;

/**
 * A purchase that manager and finance have to approve, and what they will say of it. Everything that comes of it carries its
 * name: instance, tasks, mail and order.
 */
record Purchase(String name) {

    private static final char MANAGER_SAYS_NO = '3';
    private static final char FINANCE_SAYS_NO = '7';

    static Purchase number(String family, int number) {
        return new Purchase(family + "-" + number);
    }

    /** To start it. */
    Map<String, Object> body() {
        return Map.of(
                "processDefinitionId",
                PurchaseRequest.PROCESS_ID,
                "businessKey",
                name,
                "variables",
                Map.of(
                        "item", name,
                        "category", "hardware",
                        "amount", 6000,
                        "supplier", "Nordwind",
                        "costCentre", "CC-100",
                        "neededBy", "2027-01-31"));
    }

    private char lastDigit() {
        return name.charAt(name.length() - 1);
    }

    /** The elements where it waits for people, in turn. */
    List<String> tasks() {
        return managerApproves()
                ? List.of(PurchaseRequest.MANAGER_TASK, PurchaseRequest.FINANCE_TASK)
                : List.of(PurchaseRequest.MANAGER_TASK);
    }

    /** To decide one of its tasks. */
    Decision decisionOn(String elementId) {
        boolean approved = elementId.equals(PurchaseRequest.MANAGER_TASK) ? managerApproves() : financeApproves();
        return new Decision(approved ? "approved" : "rejected", elementId + " of " + name);
    }

    /** @param comment no other decision has the same */
    record Decision(String outcome, String comment) {}

    private boolean managerApproves() {
        return lastDigit() != MANAGER_SAYS_NO;
    }

    private boolean financeApproves() {
        return lastDigit() != FINANCE_SAYS_NO;
    }

    boolean isOrdered() {
        return managerApproves() && financeApproves();
    }

    String lastElement() {
        return isOrdered() ? PurchaseRequest.ORDER_PLACED_END : PurchaseRequest.REJECTED_END;
    }

    String mailSubject() {
        return (isOrdered() ? "Ordered: " : "Not approved: ") + name;
    }
}
