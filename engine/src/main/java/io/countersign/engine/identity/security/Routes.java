package io.countersign.engine.identity.security;

import static io.countersign.engine.identity.Role.ADMIN;
import static io.countersign.engine.identity.Role.AUDITOR;
import static io.countersign.engine.identity.Role.DESIGNER;
import static io.countersign.engine.identity.Role.OPERATOR;
import static io.countersign.engine.identity.Role.USER;
import static io.countersign.engine.identity.security.Access.anyone;
import static io.countersign.engine.identity.security.Access.signedIn;
import static io.countersign.engine.identity.security.Access.systemsAnd;
import static io.countersign.engine.identity.security.Rule.delete;
import static io.countersign.engine.identity.security.Rule.get;
import static io.countersign.engine.identity.security.Rule.post;
import static io.countersign.engine.identity.security.Rule.put;
import static io.countersign.engine.identity.security.Rule.rule;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;

/**
 * Every route and who may use it. What is not here is denied. A rule says who may knock; what somebody sees behind the
 * door, such as only his own tasks, is the feature's own business.
 */
final class Routes {

    static final List<Rule> RULES = List.of(
            // signing in
            rule(POST, "/api/v1/session", anyone()),
            rule(DELETE, "/api/v1/session", signedIn()),
            rule(GET, "/api/v1/setup/{token}", anyone()),
            rule(POST, "/api/v1/setup/{token}", anyone()),
            rule(GET, "/api/v1/me", signedIn()),
            rule(PUT, "/api/v1/me/preferences", signedIn()),
            rule(GET, "/api/v1/events", signedIn()),
            rule(GET, "/api/v1/me/notices", signedIn()),
            rule(GET, "/api/v1/me/notices/unread", signedIn()),
            rule(POST, "/api/v1/me/notices/read", signedIn()),
            rule(GET, "/api/v1/me/notification-preferences", signedIn()),
            rule(PUT, "/api/v1/me/notification-preferences", signedIn()),
            rule(POST, "/api/v1/me/notification-preferences/webhook-trials", signedIn()),

            // starting and following requests
            get("/api/v1/startable-processes", USER),
            get("/api/v1/process-definitions", DESIGNER, OPERATOR),
            get("/api/v1/process-definitions/{processDefinitionKey}", USER, DESIGNER, OPERATOR, AUDITOR),
            get("/api/v1/process-definitions/{processDefinitionKey}/xml", USER, DESIGNER, OPERATOR, AUDITOR),
            get("/api/v1/forms/{formKey}", USER, DESIGNER, OPERATOR, AUDITOR),
            get("/api/v1/requests", USER),
            get("/api/v1/requests/{processInstanceKey}", USER, OPERATOR, AUDITOR),
            post("/api/v1/requests/{processInstanceKey}/withdrawal", USER),
            post("/api/v1/requests/{processInstanceKey}/reminder", USER),
            put("/api/v1/requests/{processInstanceKey}/requester", OPERATOR),
            get("/api/v1/drafts", USER),
            get("/api/v1/drafts/{draftId}", USER),
            put("/api/v1/drafts/{draftId}", USER),
            delete("/api/v1/drafts/{draftId}", USER),

            // the inbox
            get("/api/v1/tasks", USER, OPERATOR, ADMIN),
            get("/api/v1/tasks/{taskKey}", USER, OPERATOR, ADMIN),
            get("/api/v1/tasks/{taskKey}/deliveries", USER, OPERATOR, ADMIN),
            post("/api/v1/tasks/{taskKey}/claim", USER),
            post("/api/v1/tasks/{taskKey}/unclaim", USER, OPERATOR),
            post("/api/v1/tasks/{taskKey}/delegation", USER, OPERATOR),
            post("/api/v1/tasks/{taskKey}/decision", USER),
            post("/api/v1/tasks/{taskKey}/completion", USER),
            get("/api/v1/inbox-views", USER, OPERATOR, ADMIN),
            get("/api/v1/inbox-views/counts", USER, OPERATOR, ADMIN),
            post("/api/v1/inbox-views", USER, OPERATOR, ADMIN),
            put("/api/v1/inbox-views/{viewId}", USER, OPERATOR, ADMIN),
            delete("/api/v1/inbox-views/{viewId}", USER, OPERATOR, ADMIN),
            post("/api/v1/bulk-decisions/check", USER),
            post("/api/v1/bulk-decisions", USER),
            post("/api/v1/bulk-decisions/{bulkDecisionId}/undo", USER),
            get("/api/v1/substitutions", USER, ADMIN),
            post("/api/v1/substitutions", USER, ADMIN),
            delete("/api/v1/substitutions/{substitutionId}", USER, ADMIN),

            // what people say and hand in around a request
            post("/api/v1/attachments", USER),
            get("/api/v1/attachments/{attachmentId}", USER, OPERATOR, AUDITOR, ADMIN),
            delete("/api/v1/attachments/{attachmentId}", USER),
            post("/api/v1/tasks/{taskKey}/attachments", USER),
            post("/api/v1/requests/{processInstanceKey}/attachments", USER),
            get("/api/v1/tasks/{taskKey}/conversation", USER, OPERATOR, ADMIN),
            get("/api/v1/requests/{processInstanceKey}/conversation", USER, OPERATOR, AUDITOR),
            put("/api/v1/tasks/{taskKey}/seen", USER, OPERATOR, ADMIN),
            put("/api/v1/requests/{processInstanceKey}/seen", USER, OPERATOR, AUDITOR),
            get("/api/v1/tasks/{taskKey}/people", USER),
            get("/api/v1/requests/{processInstanceKey}/people", USER),
            post("/api/v1/tasks/{taskKey}/comments", USER),
            post("/api/v1/requests/{processInstanceKey}/comments", USER),
            delete("/api/v1/comments/{commentId}", USER),
            post("/api/v1/tasks/{taskKey}/questions", USER),
            delete("/api/v1/tasks/{taskKey}/questions/{questionId}", USER),
            put("/api/v1/requests/{processInstanceKey}/questions/{questionId}/answer", USER),

            // deciding by mail; who follows a link shows who he is by a session, or by a code
            rule(POST, "/api/v1/decision-links/look", anyone()),
            rule(POST, "/api/v1/decision-links/code", anyone()),
            rule(POST, "/api/v1/decision-links/decision", anyone()),
            get("/api/v1/organisation/approve-by-mail", ADMIN),
            put("/api/v1/organisation/approve-by-mail", ADMIN),
            get("/api/v1/organisation/notifications", ADMIN),
            put("/api/v1/organisation/notifications", ADMIN),

            // what mails say
            get("/api/v1/notification-templates", ADMIN, DESIGNER),
            get("/api/v1/notification-templates/{kind}/{language}", ADMIN, DESIGNER),
            put("/api/v1/notification-templates/{kind}/{language}", ADMIN, DESIGNER),
            post("/api/v1/notification-templates/{kind}/{language}/restoration", ADMIN, DESIGNER),
            post("/api/v1/notification-templates/{kind}/{language}/preview", ADMIN, DESIGNER),
            post("/api/v1/notification-templates/{kind}/{language}/trial", ADMIN, DESIGNER),

            // the audit trail; those without a role for it read what concerns their own requests and tasks
            get("/api/v1/audit-entries", USER, AUDITOR, OPERATOR, ADMIN),

            // business time
            rule(GET, "/api/v1/calendars", signedIn()),
            rule(GET, "/api/v1/calendars/{calendarId}", signedIn()),
            post("/api/v1/calendars/{calendarId}", ADMIN),
            put("/api/v1/calendars/{calendarId}", ADMIN),
            delete("/api/v1/calendars/{calendarId}", ADMIN),
            rule(GET, "/api/v1/holiday-regions", signedIn()),
            rule(GET, "/api/v1/holiday-regions/{regionId}/holidays", signedIn()),

            // colleagues
            get("/api/v1/people", USER, OPERATOR, ADMIN),

            // people and systems
            get("/api/v1/users", ADMIN),
            post("/api/v1/users", ADMIN),
            get("/api/v1/users/{username}", ADMIN),
            put("/api/v1/users/{username}", ADMIN),
            get("/api/v1/groups", ADMIN),
            post("/api/v1/groups", ADMIN),
            get("/api/v1/groups/{groupId}", ADMIN),
            put("/api/v1/groups/{groupId}", ADMIN),
            delete("/api/v1/groups/{groupId}", ADMIN),
            get("/api/v1/api-keys", ADMIN),
            post("/api/v1/api-keys", ADMIN),
            delete("/api/v1/api-keys/{apiKeyId}", ADMIN),

            // operations
            get("/api/v1/instances/{processInstanceKey}", OPERATOR),
            get("/api/v1/instances/{processInstanceKey}/operations/{jobKey}/attempts/{attempt}", OPERATOR),
            get("/api/v1/system", OPERATOR),
            get("/api/v1/job-types", OPERATOR),
            put("/api/v1/job-types/{jobType}/control", OPERATOR),
            get("/api/v1/commands", OPERATOR),
            post("/api/v1/commands/{commandId}/retry", OPERATOR),
            get("/api/v1/deliveries", OPERATOR),
            get("/api/v1/notifications/{notificationId}", OPERATOR),
            post("/api/v1/notifications/{notificationId}/resend", OPERATOR),
            get("/api/v1/mail-suppressions", OPERATOR),
            post("/api/v1/mail-suppressions/removal", OPERATOR),

            // the field's API
            post("/v2/deployments", DESIGNER),
            post("/v2/process-instances", USER),
            post("/v2/process-instances/search", USER, OPERATOR, AUDITOR, ADMIN),
            get("/v2/process-instances/{processInstanceKey}", USER, OPERATOR, AUDITOR, ADMIN),
            post("/v2/process-instances/{processInstanceKey}/cancellation", OPERATOR),
            post("/v2/user-tasks/search", USER, OPERATOR, ADMIN),
            get("/v2/user-tasks/{userTaskKey}", USER, OPERATOR, ADMIN),
            post("/v2/user-tasks/{userTaskKey}/completion", USER),
            post("/v2/user-tasks/{userTaskKey}/assignment", USER, OPERATOR),
            delete("/v2/user-tasks/{userTaskKey}/assignee", USER, OPERATOR),
            rule(GET, "/v2/topology", signedIn()),
            rule(POST, "/v2/messages/publication", systemsAnd(OPERATOR)),
            rule(POST, "/v2/messages/correlation", systemsAnd(OPERATOR)),
            post("/v2/incidents/search", OPERATOR),
            get("/v2/incidents/{incidentKey}", OPERATOR),
            post("/v2/incidents/{incidentKey}/resolution", OPERATOR),
            put("/v2/element-instances/{elementInstanceKey}/variables", OPERATOR),

            // about the server
            rule(GET, "/v3/api-docs", signedIn()),
            rule(GET, "/v3/api-docs.yaml", signedIn()),
            rule(GET, "/actuator/health", anyone()),
            rule(GET, "/actuator/health/**", anyone()),
            get("/actuator/prometheus", OPERATOR));

    /** Addresses below these are never part of the web app. */
    static final List<String> INTERFACES = List.of("/api", "/v2", "/v3", "/actuator", "/error");

    private Routes() {}
}
