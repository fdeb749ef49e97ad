package io.countersign.processes;

/** The example <em>equipment loan</em>, which reads and writes a database. */
public final class EquipmentLoan {

    public static final String PROCESS_ID = "equipment-loan";

    public static final String START_FORM = "equipment-loan";
    public static final String APPROVAL_FORM = "equipment-approval";

    /** A native user task. */
    public static final String APPROVAL_TASK = "approve-loan";

    public static final String LOAN_DECISION = "loanDecision";

    /** A data source with the tables {@code equipment (article, total)} and {@code loan (number, request, article, returned)}. */
    public static final String DATA_SOURCE = "equipment";

    public static final String LOAN_NUMBER = "loanNumber";

    public static final String GRANTED_END = "loan-granted";
    public static final String REFUSED_END = "loan-refused";
    public static final String NOT_POSSIBLE_END = "loan-not-possible";

    private EquipmentLoan() {}
}
