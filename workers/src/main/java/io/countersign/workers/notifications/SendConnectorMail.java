package io.countersign.workers.notifications;

import io.countersign.workers.expressions.MapResult;
import io.countersign.workers.expressions.Mapping;
import io.countersign.workers.expressions.UnfitModel;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.notifications.EmailConnectorRequest.SmtpAction;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import io.countersign.workers.notifications.Standing.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends a mail for a model that was drawn with the template of Camunda's e-mail connector: through the queue, as all mails go, and the job
 * waits until nobody waits for it any more.
 */
@Component
class SendConnectorMail {

    private final ReadConnectorMail readMail;
    private final MailQueue queue;
    private final MapResult mapResult;
    private final Clock clock;

    SendConnectorMail(ReadConnectorMail readMail, MailQueue queue, MapResult mapResult, Clock clock) {
        this.readMail = readMail;
        this.queue = queue;
        this.mapResult = mapResult;
        this.clock = clock;
    }

    JobResult run(Job job, EmailConnectorRequest request) {
        try {
            Mapping mapping = Mapping.of(job);
            SmtpAction action = readMail.action(request);
            Recipients recipients = readMail.recipients(action);
            String part = part(recipients);
            Standing standing = queue.standing(job, part);
            if (standing.progress().since() == null) {
                queue.queue(job, List.of(readMail.mail(job, request, action, recipients, part)));
                standing = queue.standing(job, part);
            }
            return standing.progress().open() > 0
                    ? standing.progress().lookAgain(clock.instant())
                    : ended(job, mapping, action, standing);
        } catch (Unfit e) {
            return new GiveUp(String.valueOf(e.getMessage()));
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    /** Whoever corrects the recipients of a mail that nobody got sends another one; to the same ones, none is ever sent twice. */
    private static String part(Recipients recipients) {
        return UUID.nameUUIDFromBytes(recipients.all().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private JobResult ended(Job job, Mapping mapping, SmtpAction action, Standing standing) throws UnfitModel {
        boolean sent = standing.progress().sent() > 0;
        Map<String, @Nullable Object> response = new HashMap<>();
        response.put("subject", action.subject());
        response.put("sent", sent);
        response.put("messageId", standing.messageId());
        Refusal refusal = sent ? null : standing.refused();
        Optional<JobResult> said =
                mapResult.error(job, mapping, response, refusal == null ? null : error(refusal, response));
        if (said.isPresent()) {
            return said.get();
        }
        return sent ? mapResult.completed(job, mapping, response) : new GiveUp(nobodyGotIt(refusal));
    }

    private static Map<String, @Nullable Object> error(Refusal refusal, Map<String, @Nullable Object> response) {
        Map<String, @Nullable Object> error = new HashMap<>();
        error.put("code", refusal.code());
        error.put("message", refusal.answer());
        error.put("variables", Map.of("response", response));
        return error;
    }

    private static String nobodyGotIt(@Nullable Refusal refusal) {
        return "Nobody has got the mail"
                + (refusal == null ? "" : ": " + refusal.answer() + " (" + refusal.code() + ")")
                + ". Correct the recipients, or send it again under Operations, Mails, once its cause is mended; then"
                + " retry.";
    }
}
