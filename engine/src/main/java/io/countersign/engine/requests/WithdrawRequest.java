package io.countersign.engine.requests;

import io.countersign.engine.commands.CommandAlreadyOpen;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.definitions.ProcessProperties;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.AskedTasks;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A requester takes a request back: the withdrawal, its audit entry and the command to the engine are one transaction. From its commit on
 * nobody can decide anything of it, whatever the engine knows; who decided before has decided.
 */
@Component
public class WithdrawRequest {

    private final Requests requests;
    private final ActRows acts;
    private final AskedTasks tasks;
    private final EngineCommands commands;
    private final Directory directory;
    private final RequestMail mail;
    private final QueueMail mails;
    private final RequestAudit audit;
    private final Hints hints;
    private final ProcessProperties properties;
    private final RequestSettings settings;
    private final Clock clock;

    WithdrawRequest(
            Requests requests,
            ActRows acts,
            AskedTasks tasks,
            EngineCommands commands,
            Directory directory,
            RequestMail mail,
            QueueMail mails,
            RequestAudit audit,
            Hints hints,
            ProcessProperties properties,
            RequestSettings settings,
            Clock clock) {
        this.requests = requests;
        this.acts = acts;
        this.tasks = tasks;
        this.commands = commands;
        this.directory = directory;
        this.mail = mail;
        this.mails = mails;
        this.audit = audit;
        this.hints = hints;
        this.properties = properties;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Problem 403 where it is somebody else's, 404 where there is none, 409 where it can't be withdrawn (any more) */
    @Transactional
    public void withdraw(Caller caller, long processInstanceKey, @Nullable String reason) {
        acts.lock(processInstanceKey);
        tasks.hold(processInstanceKey);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Request request = requests.see(caller, processInstanceKey);
        new RequestRules(caller, request, properties, settings, now).requireWithdrawable();
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        acts.withdraw(processInstanceKey, caller.name(), why, now);
        audit.withdrawn(caller, processInstanceKey, why, now);
        try {
            commands.submit(new CancelInstance(processInstanceKey), RequestId.current());
        } catch (CommandAlreadyOpen canceledByAnOperator) {
            throw Problem.conflict(
                    "already-on-its-way",
                    "Already on its way",
                    "Somebody in operations is cancelling this request already.");
        }
        tell(caller, request, why, now);
        hints.send(List.of("tasks", "requests", "instances"));
    }

    /** Those whom it waited for, each once. */
    private void tell(Caller caller, Request request, @Nullable String why, Instant now) {
        var asked = new TreeSet<String>();
        tasks.of(Long.parseLong(String.valueOf(request.processInstanceKey())))
                .forEach(task -> asked.addAll(task.usernames()));
        asked.remove(caller.name());
        new TreeMap<>(directory.people(asked))
                .values().stream()
                        .filter(PersonalMail::reaches)
                        .limit(settings.mostReminded())
                        .forEach(person ->
                                mails.queue(mail.withdrawal(person, caller.displayName(), request, why), now));
    }
}
