package io.countersign.workers.notifications;

import io.countersign.notices.Written;
import io.countersign.store.mail.Priority;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requesters;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Queues what a job has to say, once per job. Their delivery is not the process's concern, unless the model waits for it: then the job is put
 * off, without using up its tries, until the rows of its mails say that nobody waits for one any more.
 */
@Component
class QueueEmail {

    private final Requesters requesters;
    private final ResolveRecipients resolveRecipients;
    private final PrepareMail prepare;
    private final TellEach tellEach;
    private final MailQueue queue;
    private final Clock clock;

    QueueEmail(
            Requesters requesters,
            ResolveRecipients resolveRecipients,
            PrepareMail prepare,
            TellEach tellEach,
            MailQueue queue,
            Clock clock) {
        this.requesters = requesters;
        this.resolveRecipients = resolveRecipients;
        this.prepare = prepare;
        this.tellEach = tellEach;
        this.queue = queue;
        this.clock = clock;
    }

    /** One mail to all of them. */
    JobResult toAll(Job job, Email email) {
        return run(job, email, recipients -> queue.queue(job, List.of(mail(job, email, recipients))));
    }

    /** Something for each of them. */
    JobResult toEach(Job job, Email email) {
        return run(job, email, recipients -> queue.tell(job, tellEach.of(job, email, recipients)));
    }

    private interface Queueing {

        void queue(Recipients recipients) throws Unfit;
    }

    private JobResult run(Job job, Email email, Queueing queueing) {
        Requester requester = requesters.of(job);
        if (requester instanceof Requester.NotYetKnown) {
            return new RetryLater("The instance isn't in the read model yet.", Duration.ofSeconds(1), false);
        }
        try {
            boolean wait = PrepareMail.waitsUntilSent(email);
            Progress progress = queue.progress(job);
            if (progress.since() == null) {
                queueing.queue(recipients(email, requester));
                progress = wait ? queue.progress(job) : progress;
            }
            return wait ? ended(progress) : JobResult.completed();
        } catch (Unfit e) {
            return new GiveUp(String.valueOf(e.getMessage()));
        }
    }

    private JobResult ended(Progress progress) {
        if (progress.open() == 0) {
            return new Completed(
                    Map.of("delivery", Map.of("sent", progress.sent(), "notDelivered", progress.notDelivered())));
        }
        return progress.lookAgain(clock.instant());
    }

    private Recipients recipients(Email email, Requester requester) throws Unfit {
        Recipients recipients = resolveRecipients.of(email, requester);
        if (recipients.nobodyIsAddressed()) {
            throw new Unfit("Nobody can get this mail. "
                    + (recipients.skipped().isEmpty()
                            ? "The input 'to' is empty: correct the model, then retry."
                            : "Left out: " + String.join("; ", recipients.skipped())
                                    + ". Mend the directory or the model, then retry."));
        }
        return recipients.fewEnough();
    }

    private Outgoing mail(Job job, Email email, Recipients recipients) throws Unfit {
        Priority priority = PrepareMail.priority(email);
        List<UUID> attachments = prepare.attachments(job, email.attachments());
        Written written = prepare.write(job, email, recipients.all().getFirst());
        return Outgoing.of(null, recipients, written, priority, attachments);
    }
}
