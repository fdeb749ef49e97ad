package io.countersign.engine.requests;

import io.countersign.engine.definitions.ProcessProperties;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.engine.tasks.AskedTasks;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A requester reminds those whom a request waits for: their tasks say so, and those who have an address get a mail. Reminder, audit entry
 * and mails are one transaction; the workers deliver the mails.
 */
@Component
public class RemindPeople {

    private final Requests requests;
    private final ActRows acts;
    private final AskedTasks tasks;
    private final Directory directory;
    private final RequestMail mail;
    private final QueueMail mails;
    private final RequestAudit audit;
    private final Hints hints;
    private final ProcessProperties properties;
    private final RequestSettings settings;
    private final Clock clock;

    RemindPeople(
            Requests requests,
            ActRows acts,
            AskedTasks tasks,
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
        this.directory = directory;
        this.mail = mail;
        this.mails = mails;
        this.audit = audit;
        this.hints = hints;
        this.properties = properties;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Problem 403 where it is somebody else's, 404 where there is none, 409 where there is nobody to remind, or not yet again */
    @Transactional
    public void remind(Caller caller, long processInstanceKey) {
        acts.lock(processInstanceKey);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Request request = requests.see(caller, processInstanceKey);
        List<AskedTask> asked = tasks.of(processInstanceKey);
        new RequestRules(caller, request, properties, settings, now).requireRemindable(!asked.isEmpty());
        acts.remind(
                processInstanceKey,
                caller.name(),
                asked.stream().map(AskedTask::taskKey).toList(),
                now);
        Map<String, AskedTask> byPerson = byPerson(asked, caller.name());
        List<UserAccount> reachable = reachable(byPerson);
        for (UserAccount person : reachable) {
            AskedTask task = byPerson.get(person.username());
            if (task != null) {
                mails.queue(mail.reminder(person, caller.displayName(), request, task, now), now);
            }
        }
        audit.reminded(caller, processInstanceKey, asked.size(), reachable.size(), now);
        hints.send(List.of("tasks", "requests"));
    }

    /** Everybody is written to once, about what waits longest; the requester knows already. */
    private static Map<String, AskedTask> byPerson(List<AskedTask> asked, String requester) {
        var byPerson = new TreeMap<String, AskedTask>();
        asked.forEach(task -> task.usernames().forEach(username -> byPerson.putIfAbsent(username, task)));
        byPerson.remove(requester);
        return byPerson;
    }

    private List<UserAccount> reachable(Map<String, AskedTask> byPerson) {
        return new TreeMap<>(directory.people(byPerson.keySet()))
                .values().stream()
                        .filter(PersonalMail::reaches)
                        .limit(settings.mostReminded())
                        .toList();
    }
}
