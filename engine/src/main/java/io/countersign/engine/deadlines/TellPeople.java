package io.countersign.engine.deadlines;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.DueTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Decides who is told what when the time of a task runs out. */
@Component
class TellPeople {

    private static final int MOST = 50;

    private final Directory directory;
    private final DeadlineMail mail;
    private final QueueMail mails;

    TellPeople(Directory directory, DeadlineMail mail, QueueMail mails) {
        this.directory = directory;
        this.mail = mail;
        this.mails = mails;
    }

    /**
     * Those whom it waits for.
     *
     * @return how many mails are on their way
     */
    int reminded(DueTask task, Deadline deadline, Instant now) {
        return tell(task.asked(), person -> mails.queue(mail.reminder(person, task, deadline), now));
    }

    /**
     * Those who are to decide it instead.
     *
     * @return how many mails are on their way
     */
    int escalated(DueTask task, Deadline deadline, Kind when, Set<String> to, Instant now) {
        return tell(directory.members(to), person -> mails.queue(mail.escalation(person, task, deadline, when), now));
    }

    private int tell(Collection<String> usernames, Consumer<UserAccount> each) {
        List<UserAccount> reachable = new TreeMap<>(directory.people(usernames))
                .values().stream().filter(PersonalMail::reaches).limit(MOST).toList();
        reachable.forEach(each);
        return reachable.size();
    }
}
