package io.countersign.engine.conversation;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.tasks.Person;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says something around a request, and takes it back. What was said is never changed. */
@Component
public class CommentOnRequest {

    private final Scene.Scenes scenes;
    private final Comments comments;
    private final PeopleAround people;
    private final PersonNames names;
    private final Words words;
    private final Directory directory;
    private final ConversationMail mail;
    private final ConversationAudit audit;
    private final Hints hints;
    private final Clock clock;

    CommentOnRequest(
            Scene.Scenes scenes,
            Comments comments,
            PeopleAround people,
            PersonNames names,
            Words words,
            Directory directory,
            ConversationMail mail,
            ConversationAudit audit,
            Hints hints,
            Clock clock) {
        this.scenes = scenes;
        this.comments = comments;
        this.people = people;
        this.names = names;
        this.words = words;
        this.directory = directory;
        this.mail = mail;
        this.audit = audit;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 403, 404 or 422 */
    @Transactional
    public Comment atTask(Caller caller, long taskKey, @Nullable String text) {
        return comment(caller, scenes.task(caller, taskKey), text);
    }

    /** @throws Problem 403, 404 or 422 */
    @Transactional
    public Comment atRequest(Caller caller, long processInstanceKey, @Nullable String text) {
        return comment(caller, scenes.request(caller, processInstanceKey), text);
    }

    private Comment comment(Caller caller, Scene scene, @Nullable String text) {
        if (!caller.isPerson()) {
            throw Problem.forbidden("not-a-person", "You can't comment here", "Only a person can say something.");
        }
        String said = words.check(text);
        Set<String> mentions = MentionParser.parse(
                said,
                name -> directory
                        .person(name)
                        .filter(person -> person.enabled())
                        .isPresent());
        requireKnown(scene, mentions);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String taskKey = scene.taskKey() == null ? null : Long.toString(scene.taskKey());
        comments.insert(scene.family().rootKey(), scene.taskKey(), id, caller.name(), said, now);
        comments.mention(id, mentions);
        audit.append(
                "comment.written",
                "comment",
                id.toString(),
                scene.family().rootKey(),
                taskKey,
                Map.of("mentions", mentions.size()),
                said,
                caller,
                now);
        mail.mentioned(caller, scene, id, said, mentions, now);
        hints.send(List.of("tasks", "requests"));
        return names.ofComments(List.of(new Comment(
                        id.toString(),
                        taskKey,
                        new Person(caller.name(), caller.displayName()),
                        said,
                        mentions.stream().map(name -> new Person(name, name)).toList(),
                        now,
                        null)))
                .getFirst();
    }

    private void requireKnown(Scene scene, Set<String> mentions) {
        Set<String> strangers = mentions.isEmpty() ? Set.of() : people.strangers(scene.family(), mentions);
        if (!strangers.isEmpty()) {
            String name = strangers.iterator().next();
            String who = directory.displayNames(List.of(name)).getOrDefault(name, name);
            throw Problem.unprocessable(
                    "mention-of-a-stranger",
                    "Somebody mentioned can't see this",
                    who + " has no part in this request and would not see the comment. Leave out @" + name
                            + ", or mention the requester or somebody who has a task of it.",
                    strangers.stream()
                            .map(stranger -> new FieldError("text", "@" + stranger + " has no part in this request"))
                            .toArray(FieldError[]::new));
        }
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional
    public void delete(Caller caller, UUID commentId) {
        Comments.Stored stored = comments.lock(commentId)
                .filter(found ->
                        caller.isPerson() && found.comment().by().username().equals(caller.name()))
                .orElseThrow(() -> Problem.notFound(
                        "comment-not-found",
                        "There is no such comment of yours",
                        "Only who wrote a comment can delete it."));
        if (stored.comment().deletedAt() != null) {
            throw Problem.conflict("comment-deleted", "The comment is deleted already", "There is nothing left to do.");
        }
        Instant now = clock.instant();
        comments.delete(commentId, now);
        audit.append(
                "comment.deleted",
                "comment",
                commentId.toString(),
                stored.rootKey(),
                stored.comment().taskKey(),
                Map.of(),
                null,
                caller,
                now);
        hints.send(List.of("tasks", "requests"));
    }
}
