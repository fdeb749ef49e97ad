package io.countersign.engine.notifications;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** An operator has mails sent again that did not arrive, and has mailboxes tried again that were not there. */
@Component
public class SendAgain {

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    private record Message(boolean forgotten, @Nullable Long processInstanceKey) {}

    SendAgain(JdbcClient jdbc, AuditTrail trail, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param address null for everybody who has not got it
     * @throws Problem 404 where there is no such mail, 409 where there is nobody to send it to, or nothing left to send
     */
    @Transactional
    public void resend(Caller by, long notificationId, @Nullable String address) {
        Instant now = clock.instant();
        Message message = jdbc.sql("""
                        select confidential and text_body = '' as forgotten, process_instance_key
                        from notification where id = ? for update
                        """)
                .param(notificationId)
                .query(Message.class)
                .optional()
                .orElseThrow(() -> Deliveries.unknown(notificationId));
        if (message.forgotten()) {
            throw Problem.conflict(
                    "mail-forgotten",
                    "This mail can't be sent again",
                    "Its text carried a link or a code for one person and was forgotten. Remind the person instead.");
        }
        int again = revive(notificationId, address, now);
        if (again == 0) {
            throw Problem.conflict(
                    "nothing-to-send-again",
                    "There is nothing to send again",
                    "Everybody has got this mail, will be tried again, or is on the list of mailboxes that are not there."
                            + " Take the address off that list first.");
        }
        jdbc.sql("update notification set state = 'QUEUED' where id = ?")
                .param(notificationId)
                .update();
        trail.append(entry(
                by,
                now,
                "notification.resent",
                "notification",
                notificationId,
                message.processInstanceKey(),
                json.writeValueAsString(Map.of("recipients", again))));
    }

    private int revive(long notificationId, @Nullable String address, Instant now) {
        return jdbc.sql("""
                        update notification_delivery d
                        set state = 'QUEUED', due_at = :now, queued_at = :now, ended_at = null
                        where notification_id = :id and (cast(:address as text) is null or address = :address)
                            and state in ('BOUNCED', 'FAILED', 'SUPPRESSED')
                            and not exists (select from mail_suppression s where s.address = lower(d.address))
                        """)
                .param("now", Columns.parameter(now))
                .param("id", notificationId)
                .param("address", address)
                .update();
    }

    /** The latest first. */
    public Page<Suppression> suppressed(@Nullable String words, Paging paging) {
        Cursor after = paging.after();
        Instant before = after == null ? null : after.time(0);
        List<Suppression> rows = jdbc.sql("""
                        select address, reason, smtp_code, notification_id, since from mail_suppression
                        where (cast(:words as text) is null or strpos(address, :words) > 0)
                            and (cast(:before as timestamptz) is null or (since, address) < (:before, :address))
                        order by since desc, address desc limit :limit
                        """)
                .param("words", words == null ? null : words.strip().toLowerCase(Locale.ROOT))
                .param("before", before == null ? null : Columns.parameter(before))
                .param("address", after == null ? null : after.text(1))
                .param("limit", paging.fetch())
                .query((row, number) -> new Suppression(
                        row.getString("address"),
                        row.getString("reason"),
                        row.getObject("smtp_code", Integer.class),
                        Columns.key(row, "notification_id"),
                        Columns.time(row, "since")))
                .list();
        return Page.of(paging, rows, row -> Cursor.of(row.since(), row.address()));
    }

    /**
     * The audit trail names the mail that showed that the mailbox is not there, never the address.
     *
     * @throws Problem 404 where it is not on the list
     */
    @Transactional
    public void tryAgain(Caller by, String address) {
        long shownBy = jdbc.sql("delete from mail_suppression where address = ? returning coalesce(notification_id, 0)")
                .param(address.strip().toLowerCase(Locale.ROOT))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound(
                        "suppression-unknown",
                        "This address is not on the list",
                        "Mails to it are tried as any others. Somebody may have taken it off just now."));
        trail.append(entry(by, clock.instant(), "mail-suppression.removed", "mail-suppression", shownBy, null, null));
    }

    private static AuditEntry entry(
            Caller by,
            Instant at,
            String action,
            String objectType,
            long objectId,
            @Nullable Long processInstanceKey,
            @Nullable String after) {
        return new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                objectType,
                Long.toString(objectId),
                processInstanceKey,
                RequestId.current(),
                null,
                after,
                Map.of(),
                null);
    }
}
