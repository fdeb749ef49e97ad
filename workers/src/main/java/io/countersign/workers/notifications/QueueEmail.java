package io.countersign.workers.notifications;

import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Person;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requesters;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Queues the mails of a job, once per job. Their delivery is not the process's concern, unless the model waits for it: then the job is put
 * off, without using up its tries, until the rows of its mails say that nobody waits for one any more.
 */
@Component
class QueueEmail {

    private final Requesters requesters;
    private final ResolveRecipients resolveRecipients;
    private final Directory directory;
    private final PrepareMail prepare;
    private final MailQueue queue;
    private final Clock clock;

    QueueEmail(
            Requesters requesters,
            ResolveRecipients resolveRecipients,
            Directory directory,
            PrepareMail prepare,
            MailQueue queue,
            Clock clock) {
        this.requesters = requesters;
        this.resolveRecipients = resolveRecipients;
        this.directory = directory;
        this.prepare = prepare;
        this.queue = queue;
        this.clock = clock;
    }

    /** One mail to all of them. */
    JobResult toAll(Job job, Email email) {
        return run(job, email, false);
    }

    /** A mail of his own to each of them, in his language. */
    JobResult toEach(Job job, Email email) {
        return run(job, email, true);
    }

    private JobResult run(Job job, Email email, boolean each) {
        Requester requester = requesters.of(job);
        if (requester instanceof Requester.NotYetKnown) {
            return new RetryLater("The instance isn't in the read model yet.", Duration.ofSeconds(1), false);
        }
        try {
            boolean wait = PrepareMail.waitsUntilSent(email);
            Progress progress = queue.progress(job);
            if (progress.since() == null) {
                queue.queue(job, mails(job, email, recipients(email, requester), each));
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

    private List<Outgoing> mails(Job job, Email email, Recipients recipients, boolean each) throws Unfit {
        Priority priority = PrepareMail.priority(email);
        List<UUID> attachments = prepare.attachments(job, email.attachments());
        if (!each) {
            Reader reader = reader(recipients.all().getFirst());
            var written = prepare.write(job, email, PrepareMail.language(email, reader.language()), reader.name());
            return List.of(Outgoing.of(null, recipients, written, priority, attachments));
        }
        var mails = new ArrayList<Outgoing>();
        for (Recipient recipient : recipients.all()) {
            Reader reader = reader(recipient);
            mails.add(Outgoing.of(
                    // the same person gets the same mail, however often the job is taken on
                    UUID.nameUUIDFromBytes(recipient.address().getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    new Recipients(List.of(recipient), mails.isEmpty() ? recipients.skipped() : List.of()),
                    prepare.write(job, email, PrepareMail.language(email, reader.language()), reader.name()),
                    priority,
                    attachments));
        }
        return mails;
    }

    private record Reader(String name, @Nullable String language) {}

    private Reader reader(Recipient recipient) {
        Optional<Person> person =
                recipient.username() == null ? Optional.empty() : directory.person(recipient.username());
        return person.map(it -> new Reader(it.displayName(), it.locale()))
                .orElseGet(() -> new Reader(recipient.address(), null));
    }
}
