package io.countersign.engine.audit;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.store.audit.AuditQuery;
import io.countersign.store.audit.AuditReader;
import io.countersign.store.audit.AuditRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class AuditController {

    private final AuditReader reader;
    private final List<InstanceVisibility> visibility;

    AuditController(AuditReader reader, ObjectProvider<InstanceVisibility> visibility) {
        this.reader = reader;
        this.visibility = visibility.orderedStream().toList();
    }

    @Operation(
            summary = "Read the audit trail",
            description = "Newest first. Auditors, operators and administrators read all of it; others what concerns an"
                    + " instance they take part in.")
    @GetMapping("/api/v1/audit-entries")
    Page<AuditEntryView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Long processInstanceKey,
            @RequestParam(required = false) @Nullable String objectType,
            @RequestParam(required = false) @Nullable String objectId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        refuseStrangers(caller, processInstanceKey);
        if (objectId != null && objectType == null) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "objectId means nothing without objectType.",
                    new FieldError("objectType", "is needed with objectId"));
        }
        var paging = Paging.of(limit, cursor, 1);
        var before = paging.after() == null ? null : paging.after().number(0);
        var entries = reader.page(new AuditQuery(processInstanceKey, objectType, objectId), before, paging.fetch());
        return Page.of(paging, entries, (AuditRecord entry) -> Cursor.of(entry.id()))
                .map(AuditEntryView::from);
    }

    private void refuseStrangers(Caller caller, @Nullable Long processInstanceKey) {
        if (Stream.of(Role.AUDITOR, Role.OPERATOR, Role.ADMIN).anyMatch(caller::has)) {
            return;
        }
        if (processInstanceKey == null) {
            throw Problem.forbidden(
                    "not-permitted",
                    "You may not read all of the audit trail",
                    "Ask for a processInstanceKey of yours, or get the role AUDITOR.");
        }
        if (visibility.stream().noneMatch(who -> who.isParticipant(caller, processInstanceKey))) {
            throw Problem.forbidden(
                    "not-permitted",
                    "You do not take part in this instance",
                    "Its requester and those who had a task of it may read its audit trail.");
        }
    }
}
