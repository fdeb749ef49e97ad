package io.countersign.workers.notifications;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.Written;
import io.countersign.notices.routing.NewNotice;
import io.countersign.notices.routing.Route;
import io.countersign.notices.routing.RouteNotice;
import io.countersign.notices.routing.Urgency;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says something to each recipient in his language: to people in the way they want to hear of it, to an address by mail. */
@Component
class TellEach {

    private final PrepareMail prepare;
    private final RouteNotice routes;
    private final Clock clock;

    TellEach(PrepareMail prepare, RouteNotice routes, Clock clock) {
        this.prepare = prepare;
        this.routes = routes;
        this.clock = clock;
    }

    List<Telling> of(Job job, Email email, Recipients recipients) throws Unfit {
        Instant now = clock.instant();
        Priority priority = PrepareMail.priority(email);
        Urgency urgency = urgency(email, priority);
        List<UUID> attachments = prepare.attachments(job, email.attachments());
        var tellings = new ArrayList<Telling>();
        List<String> skipped = recipients.skipped();
        for (Recipient recipient : recipients.all()) {
            String username = recipient.username();
            Route route =
                    username == null ? Route.mail(false, now) : routes.of(NoticeKind.MESSAGE, username, urgency, now);
            String part = part(recipient);
            Written written = prepare.write(job, email, recipient);
            Outgoing mail = null;
            if (route.leavesAt() != null) {
                mail = Outgoing.of(
                        part, new Recipients(places(recipient, route), skipped), written, priority, attachments);
                skipped = List.of();
            }
            tellings.add(new Telling(
                    route, mail, username == null || !route.isKept() ? null : notice(job, part, username, written)));
        }
        return tellings;
    }

    private static Urgency urgency(Email email, Priority priority) throws Unfit {
        if (PrepareMail.waitsUntilSent(email)) {
            return Urgency.MAILED;
        }
        return priority == Priority.HIGH ? Urgency.AT_ONCE : Urgency.AS_CHOSEN;
    }

    /** The same person is told the same, however often the job is taken on. */
    private static String part(Recipient recipient) {
        return UUID.nameUUIDFromBytes(recipient.address().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<Recipient> places(Recipient recipient, Route route) {
        var places = new ArrayList<Recipient>();
        if (route.mailAt() != null) {
            places.add(recipient);
        }
        if (route.webhookAt() != null && recipient.username() != null) {
            places.add(Recipient.webhook(recipient.username()));
        }
        return places;
    }

    private NewNotice notice(Job job, String part, String username, Written written) {
        return new NewNotice(
                "job-" + job.key() + "-" + part,
                username,
                NoticeKind.MESSAGE,
                written.subject(),
                prepare.brief(job, written),
                job.processInstanceKey(),
                PrepareMail.path(job));
    }
}
