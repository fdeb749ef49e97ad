package io.countersign.workers.notifications;

import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requesters;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Queues a mail, once per job. Its delivery is not the process's concern. */
@Component
class QueueEmail {

    private static final int LONGEST_SUBJECT = 250;
    private static final int LONGEST_BODY = 256 * 1024;
    private static final int MOST_RECIPIENTS = 200;

    private final Requesters requesters;
    private final ResolveRecipients resolveRecipients;
    private final MailQueue queue;
    private final MailFooter footer;

    QueueEmail(Requesters requesters, ResolveRecipients resolveRecipients, MailQueue queue, MailFooter footer) {
        this.requesters = requesters;
        this.resolveRecipients = resolveRecipients;
        this.queue = queue;
        this.footer = footer;
    }

    JobResult run(Job job, Email email) {
        String subject = email.subject();
        String text = email.text();
        if (subject == null || subject.isBlank()) {
            return missing("subject");
        }
        if (text == null || text.isBlank()) {
            return missing("text");
        }
        if (text.length() > LONGEST_BODY || length(email.html()) > LONGEST_BODY) {
            return new GiveUp(
                    "The mail is longer than " + LONGEST_BODY + " characters: shorten it in the model, then retry.");
        }
        Requester requester = requesters.of(job);
        if (requester instanceof Requester.NotYetKnown) {
            return new RetryLater("The instance isn't in the read model yet.", Duration.ofSeconds(1), false);
        }
        Recipients recipients = resolveRecipients.of(email, requester);
        if (recipients.to().isEmpty()) {
            return new GiveUp("Nobody can get this mail. "
                    + (recipients.skipped().isEmpty()
                            ? "The input 'to' is empty: correct the model, then retry."
                            : "Left out: " + String.join("; ", recipients.skipped())
                                    + ". Mend the directory or the model, then retry."));
        }
        if (recipients.addresses().size() > MOST_RECIPIENTS) {
            return new GiveUp("The mail has more than " + MOST_RECIPIENTS + " recipients: name fewer, then retry.");
        }
        queue.queue(job, recipients, oneLine(subject), footer.under(text, job), footer.underHtml(email.html(), job));
        return JobResult.completed();
    }

    private static JobResult missing(String input) {
        return new GiveUp("The input '" + input
                + "' is empty, or FEEL made null of it: correct the model or set the variables it uses, then retry.");
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
    }
}
