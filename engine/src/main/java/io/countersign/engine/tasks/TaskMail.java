package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.notices.NoticeKind;
import io.countersign.notices.Wording;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells people what others arranged for them. What the engine gives to people itself is told by those whom it concerns. */
@Component
class TaskMail {

    private final Directory directory;
    private final QueueMail mails;

    TaskMail(Directory directory, QueueMail mails) {
        this.directory = directory;
        this.mails = mails;
    }

    /** Whom an approval asks is written to as somebody who is asked, and not twice. */
    void assigned(Task task, UserAccount to, Caller by, Instant now) {
        EngineTask engine = task.engine();
        if (engine.approval() != null
                || !PersonalMail.reaches(to)
                || to.username().equals(by.name())) {
            return;
        }
        Locale language = PersonalMail.languageOf(to, Locale.ENGLISH);
        var words = new HashMap<String, Object>(about(task));
        words.put("by", by.displayName());
        if (engine.dueAt() != null) {
            words.put("due", new Wording(language).day(engine.dueAt()));
        }
        mails.queue(
                new PersonalMail(
                        to,
                        language,
                        NoticeKind.ASSIGNED,
                        words,
                        "/inbox/" + engine.key(),
                        new Subject(engine.rootProcessInstanceKey(), engine.key()),
                        "assigned-" + engine.key() + "-" + now.toEpochMilli() + "-" + to.id()),
                now);
    }

    /**
     * Whose request it is, where somebody else's word was the last one.
     *
     * @param notBefore until when it can be undone
     */
    void decided(Task task, Vote last, Outcome outcome, Instant notBefore) {
        Person requester = task.requester();
        if (requester == null || requester.username().equals(last.voter().username())) {
            return;
        }
        directory
                .person(requester.username())
                .filter(PersonalMail::reaches)
                .ifPresent(person -> mails.queue(decision(person, task, last, outcome), last.at(), notBefore));
    }

    /** What was decided was not decided after all, before anybody was told. */
    void undecided(Task task) {
        Person requester = task.requester();
        if (requester != null) {
            directory.person(requester.username()).ifPresent(person -> mails.takeBack(decisionOn(task, person)));
        }
    }

    private static String decisionOn(Task task, UserAccount requester) {
        return "decided-" + task.engine().key() + "-" + requester.id();
    }

    private PersonalMail decision(UserAccount requester, Task task, Vote last, Outcome outcome) {
        EngineTask engine = task.engine();
        var words = new HashMap<String, Object>(about(task));
        words.put("by", last.voter().displayName());
        words.put(outcome.word(), true);
        if (last.comment() != null) {
            words.put("comment", last.comment());
        }
        return new PersonalMail(
                requester,
                PersonalMail.languageOf(requester, Locale.ENGLISH),
                NoticeKind.DECIDED,
                words,
                "/requests/" + engine.rootProcessInstanceKey(),
                new Subject(engine.rootProcessInstanceKey(), engine.key()),
                decisionOn(task, requester));
    }

    private static Map<String, Object> about(Task task) {
        EngineTask engine = task.engine();
        String process = Objects.requireNonNullElse(task.processName(), engine.processId());
        return Map.of(
                "task",
                Objects.requireNonNullElse(engine.name(), process),
                "about",
                task.businessKey() == null ? process : process + ", " + task.businessKey());
    }

    void standsIn(Substitution substitution, UserAccount substitute, Caller by, Instant now) {
        if (!PersonalMail.reaches(substitute) || substitute.username().equals(by.name())) {
            return;
        }
        Locale language = PersonalMail.languageOf(substitute, Locale.ENGLISH);
        var wording = new Wording(language);
        var words = new HashMap<String, Object>(
                Map.of("person", substitution.absent().displayName(), "from", wording.day(substitution.startsAt())));
        if (substitution.endsAt() != null) {
            words.put("until", wording.day(substitution.endsAt()));
        }
        mails.queue(
                new PersonalMail(
                        substitute,
                        language,
                        NoticeKind.SUBSTITUTION,
                        words,
                        "/substitution",
                        new Subject(0, 0),
                        "substitution-" + substitution.id()),
                now);
    }
}
