package io.countersign.processes;

/** What our workers take on. Any model may use them; the element templates describe their inputs. */
public final class JobTypes {

    public static final String RESOLVE_APPROVERS = "io.countersign:resolve-approvers";
    public static final String SEND_EMAIL = "io.countersign:send-email";
    public static final String SEND_NOTIFICATION = "io.countersign:send-notification";
    public static final String HTTP_REQUEST = "io.countersign:http-request";
    public static final String SQL_QUERY = "io.countersign:sql-query";
    public static final String SQL_UPDATE = "io.countersign:sql-update";
    public static final String DECISION_RECORD = "io.countersign:decision-record";

    private JobTypes() {}
}
