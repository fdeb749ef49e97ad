package io.countersign.engine.conversation;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.instances.Instance;
import io.countersign.engine.instances.Instances;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.notifications.PersonalMail.Subject;
import io.countersign.engine.notifications.QueueMail;
import io.countersign.engine.tasks.SeenTask;
import io.countersign.notices.NoticeKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells those who are not looking that somebody speaks to them. */
@Component
class ConversationMail {

    private final Instances instances;
    private final Directory directory;
    private final QueueMail mails;

    ConversationMail(Instances instances, Directory directory, QueueMail mails) {
        this.instances = instances;
        this.directory = directory;
        this.mails = mails;
    }

    void mentioned(Caller by, Scene scene, UUID commentId, String comment, Set<String> usernames, Instant now) {
        var others = new TreeSet<String>(usernames);
        others.remove(by.name());
        for (UserAccount person : directory.people(others).values()) {
            tell(person, NoticeKind.MENTION, scene, "mention-" + commentId, words(by, "comment", comment), now);
        }
    }

    void asked(Caller by, Scene scene, Question question) {
        directory
                .person(question.askedOf().username())
                .ifPresent(person -> tell(
                        person,
                        NoticeKind.QUESTION,
                        scene,
                        "question-" + question.questionId(),
                        words(by, "question", question.text()),
                        question.askedAt()));
    }

    private static Map<String, Object> words(Caller by, String name, String text) {
        return new HashMap<>(Map.of("by", by.displayName(), name, text));
    }

    private void tell(
            UserAccount person, NoticeKind kind, Scene scene, String name, Map<String, Object> words, Instant now) {
        if (!PersonalMail.reaches(person)) {
            return;
        }
        long rootKey = scene.family().rootKey();
        Instance request = instances.get(rootKey);
        String process = Objects.requireNonNullElse(request.processDefinitionName(), request.processDefinitionId());
        words.put("about", request.businessKey() == null ? process : process + ", " + request.businessKey());
        words.put("task", process);
        Long taskKey = scene.taskKey();
        mails.queue(
                new PersonalMail(
                        person,
                        PersonalMail.languageOf(person, Locale.ENGLISH),
                        kind,
                        words,
                        path(person, scene),
                        new Subject(rootKey, taskKey == null ? 0 : taskKey),
                        name + "-" + person.id()),
                now);
    }

    /** Where the person sees it: who made the request need not see the task. */
    private static String path(UserAccount person, Scene scene) {
        SeenTask task = scene.task();
        boolean isRequester = task != null
                && task.requester() != null
                && task.requester().username().equals(person.username());
        return task == null || isRequester ? "/requests/" + scene.family().rootKey() : "/inbox/" + task.key();
    }
}
