package io.countersign.engine.conversation;

import io.countersign.engine.conversation.Question.State;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.Permission;
import io.countersign.engine.tasks.Person;
import io.countersign.engine.tasks.SeeTask;
import io.countersign.engine.tasks.SeenTask;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the requester for information before somebody decides. One question per task waits at a time; the task can be decided all the
 * same, and nobody needs the answer any more then.
 */
@Component
public class AskRequester {

    private final Scene.Scenes scenes;
    private final SeeTask tasks;
    private final Questions questions;
    private final Words words;
    private final ConversationMail mail;
    private final ConversationAudit audit;
    private final Hints hints;
    private final Clock clock;

    AskRequester(
            Scene.Scenes scenes,
            SeeTask tasks,
            Questions questions,
            Words words,
            ConversationMail mail,
            ConversationAudit audit,
            Hints hints,
            Clock clock) {
        this.scenes = scenes;
        this.tasks = tasks;
        this.questions = questions;
        this.words = words;
        this.mail = mail;
        this.audit = audit;
        this.hints = hints;
        this.clock = clock;
    }

    /** Whether the caller may ask about a task, and why not. */
    static Permission mayAsk(Caller caller, SeenTask task, boolean waiting) {
        Person requester = task.requester();
        if (!task.act().allowed()) {
            return task.act();
        }
        if (!caller.isPerson()) {
            return new Permission(false, "not-a-person", "Only a person can ask.");
        }
        if (requester == null) {
            return new Permission(
                    false, "requester-unknown", "It is not known who made the request, so nobody can be asked.");
        }
        if (requester.username().equals(caller.name())) {
            return new Permission(false, "own-request", "You made the request yourself.");
        }
        return waiting
                ? new Permission(
                        false,
                        "question-open",
                        requester.displayName() + " has not answered the last question yet. One is asked at a time.")
                : new Permission(true, null, null);
    }

    /** @throws Problem 403, 404, 409 or 422 */
    @Transactional
    public Question ask(Caller caller, long taskKey, @Nullable String text) {
        Scene scene = scenes.lockedTask(caller, taskKey);
        SeenTask task = Objects.requireNonNull(scene.task());
        Permission may = mayAsk(caller, task, questions.openOf(taskKey).isPresent());
        if (!may.allowed()) {
            throw Problem.conflict(
                    Objects.requireNonNull(may.reason()),
                    "You can't ask about this task now",
                    Objects.requireNonNull(may.message()));
        }
        var question = new Question(
                UUID.randomUUID().toString(),
                Long.toString(taskKey),
                new Person(caller.name(), caller.displayName()),
                Objects.requireNonNull(task.requester()),
                words.check(text),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                State.OPEN,
                null,
                null);
        questions.insert(scene.family().rootKey(), question);
        append("question.asked", scene.family().rootKey(), question, question.text(), caller, question.askedAt());
        mail.asked(caller, scene, question);
        return question;
    }

    /** @throws Problem 403, 404, 409 or 422 */
    @Transactional
    public void answer(Caller caller, long processInstanceKey, UUID questionId, @Nullable String text) {
        Scene scene = scenes.request(caller, processInstanceKey);
        Questions.Stored stored = locked(questionId, scene.family().rootKey());
        if (!caller.isPerson() || !stored.question().askedOf().username().equals(caller.name())) {
            throw Problem.forbidden(
                    "asked-of-another", "This question is for somebody else", "Only who was asked can answer.");
        }
        requireOpen(stored.question());
        String answer = words.check(text);
        Instant now = clock.instant();
        questions.answer(questionId, answer, now);
        append("question.answered", stored.rootKey(), stored.question(), answer, caller, now);
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional
    public void takeBack(Caller caller, long taskKey, UUID questionId) {
        Scene scene = scenes.task(caller, taskKey);
        Questions.Stored stored = locked(questionId, scene.family().rootKey());
        if (!caller.isPerson() || !stored.question().askedBy().username().equals(caller.name())) {
            throw Problem.forbidden(
                    "asked-by-another", "This is somebody else's question", "Only who asked can take it back.");
        }
        requireOpen(stored.question());
        Instant now = clock.instant();
        questions.takeBack(questionId, now);
        append("question.taken-back", stored.rootKey(), stored.question(), null, caller, now);
    }

    private Questions.Stored locked(UUID questionId, long rootKey) {
        Question found = get(questionId, rootKey).question();
        tasks.hold(Long.parseLong(found.taskKey()));
        return get(questionId, rootKey);
    }

    private Questions.Stored get(UUID questionId, long rootKey) {
        return questions
                .find(questionId)
                .filter(found -> found.rootKey() == rootKey)
                .orElseThrow(() -> Problem.notFound(
                        "question-not-found",
                        "There is no such question",
                        "Load the page again to see what is asked."));
    }

    private static void requireOpen(Question question) {
        switch (question.state()) {
            case OPEN -> {}
            case ANSWERED ->
                throw Problem.conflict(
                        "question-answered", "The question is answered already", "Nothing more is needed.");
            case TAKEN_BACK ->
                throw Problem.conflict(
                        "question-taken-back",
                        "The question was taken back",
                        question.askedBy().username() + " does not need the answer any more.");
            case NO_LONGER_NEEDED ->
                throw Problem.conflict(
                        "question-no-longer-needed",
                        "The answer is no longer needed",
                        "What was asked about has been decided meanwhile, or its process went on.");
        }
    }

    private void append(String action, long rootKey, Question question, @Nullable String text, Caller by, Instant at) {
        audit.append(action, "question", question.questionId(), rootKey, question.taskKey(), Map.of(), text, by, at);
        hints.send(List.of("tasks", "requests"));
    }
}
