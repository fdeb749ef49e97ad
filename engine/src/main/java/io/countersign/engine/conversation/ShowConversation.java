package io.countersign.engine.conversation;

import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.attachments.Attachments;
import io.countersign.engine.conversation.Conversation.May;
import io.countersign.engine.conversation.Question.State;
import io.countersign.engine.definitions.NextTasks;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.Permission;
import io.countersign.engine.tasks.Person;
import io.countersign.engine.tasks.SeenTask;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Conversations as people see them. */
@Component
public class ShowConversation {

    private static final Permission YES = new Permission(true, null, null);

    private final Scene.Scenes scenes;
    private final Comments comments;
    private final Questions questions;
    private final Attachments attachments;
    private final SeenRows seen;
    private final PeopleAround people;
    private final PersonNames names;
    private final NextTasks next;
    private final ConversationSettings settings;
    private final Clock clock;

    ShowConversation(
            Scene.Scenes scenes,
            Comments comments,
            Questions questions,
            Attachments attachments,
            SeenRows seen,
            PeopleAround people,
            PersonNames names,
            NextTasks next,
            ConversationSettings settings,
            Clock clock) {
        this.scenes = scenes;
        this.comments = comments;
        this.questions = questions;
        this.attachments = attachments;
        this.seen = seen;
        this.people = people;
        this.names = names;
        this.next = next;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Problem 403 or 404 */
    public Conversation ofTask(Caller caller, long taskKey) {
        return show(caller, scenes.task(caller, taskKey));
    }

    /** @throws Problem 403 or 404 */
    public Conversation ofRequest(Caller caller, long processInstanceKey) {
        return show(caller, scenes.request(caller, processInstanceKey));
    }

    /** @throws Problem 403 or 404 */
    @Transactional
    public void lookAtTask(Caller caller, long taskKey) {
        look(caller, scenes.task(caller, taskKey));
    }

    /** @throws Problem 403 or 404 */
    @Transactional
    public void lookAtRequest(Caller caller, long processInstanceKey) {
        look(caller, scenes.request(caller, processInstanceKey));
    }

    /**
     * Whom one may mention at a task.
     *
     * @throws Problem 403 or 404
     */
    public List<Person> peopleAroundTask(Caller caller, long taskKey, String search) {
        return people.find(caller, scenes.task(caller, taskKey).family(), search);
    }

    /**
     * Whom one may mention at a request.
     *
     * @throws Problem 403 or 404
     */
    public List<Person> peopleAroundRequest(Caller caller, long processInstanceKey, String search) {
        return people.find(caller, scenes.request(caller, processInstanceKey).family(), search);
    }

    private void look(Caller caller, Scene scene) {
        if (caller.isPerson()) {
            seen.look(caller.name(), scene.family().rootKey(), clock.instant());
        }
    }

    private Conversation show(Caller caller, Scene scene) {
        long root = scene.family().rootKey();
        List<Comment> said = comments.latest(root, settings.maxEntries()).stream()
                .filter(comment -> scene.shows(comment.taskKey()))
                .toList();
        List<Question> asked = questions.latest(root, settings.maxEntries()).stream()
                .filter(question -> scene.shows(question.taskKey()))
                .toList();
        List<Attachment> files = attachments.ofRequest(root, scene.family().startId()).stream()
                .filter(file -> scene.shows(file.taskKey()))
                .toList();
        return new Conversation(
                names.ofComments(said),
                files,
                names.ofQuestions(asked),
                caller.isPerson() ? seen.last(caller.name(), root).orElse(null) : null,
                next(scene),
                may(caller, scene, asked),
                attachments.maxFileSize());
    }

    private NextTasks.@Nullable Next next(Scene scene) {
        SeenTask task = scene.task();
        return task == null || !task.open()
                ? null
                : next.after(
                        task.processDefinitionKey(),
                        task.elementId(),
                        task.processInstanceKey() == task.rootProcessInstanceKey());
    }

    private static May may(Caller caller, Scene scene, List<Question> asked) {
        SeenTask task = scene.task();
        Permission comment =
                caller.isPerson() ? YES : new Permission(false, "not-a-person", "Only a person can say something.");
        return new May(comment, addFile(caller, scene), task == null ? notHere() : ask(caller, task, asked));
    }

    private static Permission addFile(Caller caller, Scene scene) {
        if (!scene.family().active()) {
            return new Permission(false, "request-ended", "The request has ended; its files stay as they are.");
        }
        return scene.task() != null || caller.name().equals(scene.family().requester())
                ? YES
                : new Permission(false, "not-the-requester", "Only the requester adds files here.");
    }

    private static Permission ask(Caller caller, SeenTask task, List<Question> asked) {
        return AskRequester.mayAsk(
                caller,
                task,
                asked.stream()
                        .anyMatch(question -> question.state() == State.OPEN
                                && question.taskKey().equals(Long.toString(task.key()))));
    }

    private static Permission notHere() {
        return new Permission(false, "not-a-task", "Who has a task of this request can ask.");
    }
}
