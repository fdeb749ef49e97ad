package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.Approvals;
import io.countersign.engine.tasks.ArrivedTask;
import io.countersign.engine.tasks.AskedInPerson;
import io.countersign.engine.tasks.AsksOthers;
import io.countersign.engine.tasks.TaskArrival;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.notices.FormWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends a mail to everybody whom an approval asks: when it appears, and when it asks others later. Each gets one, whoever notices on
 * whichever node, for the link is added in the transaction that queues the mail.
 */
@Component
class AskByMail implements TaskArrival, AsksOthers {

    private final MailPolicies policies;
    private final Approvals approvals;
    private final DecisionLinks links;
    private final LinkKeys keys;
    private final DecisionMail mail;
    private final MailApprovalSettings settings;
    private final QueueMail mails;
    private final Clock clock;

    AskByMail(
            MailPolicies policies,
            Approvals approvals,
            DecisionLinks links,
            LinkKeys keys,
            DecisionMail mail,
            MailApprovalSettings settings,
            QueueMail mails,
            Clock clock) {
        this.policies = policies;
        this.approvals = approvals;
        this.links = links;
        this.keys = keys;
        this.mail = mail;
        this.settings = settings;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "approve-by-mail";
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void arrived(List<ArrivedTask> tasks) {
        List<Long> approvalKeys = tasks.stream()
                .filter(task -> task.approval() != null)
                .map(ArrivedTask::taskKey)
                .toList();
        if (!approvalKeys.isEmpty()) {
            ask(approvalKeys);
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void asksOthers(long taskKey) {
        ask(List.of(taskKey));
    }

    private void ask(List<Long> taskKeys) {
        MailPolicy policy = policies.get();
        if (policy.isOff() || !policies.missing().isEmpty()) {
            return;
        }
        for (long taskKey : taskKeys) {
            approvals
                    .asked(taskKey, PersonalMail::reaches, settings.mostOfGroups())
                    .ifPresent(asked -> ask(asked, policy));
        }
    }

    private void ask(AskedInPerson asked, MailPolicy policy) {
        var form = FormWords.of(asked.form());
        asked.people().forEach(person -> ask(person, asked.task(), form, policy));
    }

    private void ask(UserAccount person, TaskSummary task, FormWords form, MailPolicy policy) {
        Instant now = clock.instant();
        // a token has whole seconds
        Instant expiresAt = now.plus(Duration.ofDays(policy.linkDays())).truncatedTo(ChronoUnit.SECONDS);
        var link = new DecisionLink(
                UUID.randomUUID(),
                Long.parseLong(task.taskKey()),
                Long.parseLong(task.processInstanceKey()),
                person.username(),
                expiresAt,
                null);
        if (links.add(link, now)) {
            String token = new LinkToken(link.id(), person.id(), link.taskKey(), expiresAt).sign(keys);
            mails.queue(mail.to(person, task, form, token, expiresAt, policy.locale()), now);
        }
    }
}
