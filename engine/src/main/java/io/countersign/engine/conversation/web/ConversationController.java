package io.countersign.engine.conversation.web;

import io.countersign.engine.conversation.AskRequester;
import io.countersign.engine.conversation.Comment;
import io.countersign.engine.conversation.CommentOnRequest;
import io.countersign.engine.conversation.Conversation;
import io.countersign.engine.conversation.Question;
import io.countersign.engine.conversation.ShowConversation;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Conversation")
class ConversationController {

    private final ShowConversation show;
    private final CommentOnRequest comments;
    private final AskRequester questions;

    /** Plain text. */
    record Said(@Nullable String text) {}

    /** Somebody's choice of people. */
    record People(List<Person> items) {}

    ConversationController(ShowConversation show, CommentOnRequest comments, AskRequester questions) {
        this.show = show;
        this.comments = comments;
        this.questions = questions;
    }

    @Operation(
            summary = "Read what is said around a task",
            description =
                    "Comments, files and questions of its whole request, which tasks may come next, and what changed since"
                            + " the caller last looked.")
    @GetMapping("/api/v1/tasks/{taskKey}/conversation")
    Conversation ofTask(Caller caller, @PathVariable long taskKey) {
        return show.ofTask(caller, taskKey);
    }

    @Operation(summary = "Read what is said around a request")
    @GetMapping("/api/v1/requests/{processInstanceKey}/conversation")
    Conversation ofRequest(Caller caller, @PathVariable long processInstanceKey) {
        return show.ofRequest(caller, processInstanceKey);
    }

    @Operation(summary = "Remember what the caller has seen now", description = "Of the task's whole request.")
    @PutMapping("/api/v1/tasks/{taskKey}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lookAtTask(Caller caller, @PathVariable long taskKey) {
        show.lookAtTask(caller, taskKey);
    }

    @Operation(summary = "Remember what the caller has seen now of a request")
    @PutMapping("/api/v1/requests/{processInstanceKey}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lookAtRequest(Caller caller, @PathVariable long processInstanceKey) {
        show.lookAtRequest(caller, processInstanceKey);
    }

    @Operation(
            summary = "Find people to mention at a task",
            description =
                    "The requester, those who have or had a task of the request, and those who said something; at most 10.")
    @GetMapping("/api/v1/tasks/{taskKey}/people")
    People peopleAroundTask(Caller caller, @PathVariable long taskKey, @RequestParam(defaultValue = "") String search) {
        return new People(show.peopleAroundTask(caller, taskKey, search));
    }

    @Operation(summary = "Find people to mention at a request", description = "As at a task; at most 10.")
    @GetMapping("/api/v1/requests/{processInstanceKey}/people")
    People peopleAroundRequest(
            Caller caller, @PathVariable long processInstanceKey, @RequestParam(defaultValue = "") String search) {
        return new People(show.peopleAroundRequest(caller, processInstanceKey, search));
    }

    @Operation(
            summary = "Comment at a task",
            description =
                    "Plain text; @username mentions somebody who has to do with the request. 422 where somebody else is"
                            + " mentioned.")
    @PostMapping("/api/v1/tasks/{taskKey}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    Comment atTask(Caller caller, @PathVariable long taskKey, @RequestBody Said said) {
        return comments.atTask(caller, taskKey, said.text());
    }

    @Operation(summary = "Comment at a request", description = "As at a task.")
    @PostMapping("/api/v1/requests/{processInstanceKey}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    Comment atRequest(Caller caller, @PathVariable long processInstanceKey, @RequestBody Said said) {
        return comments.atRequest(caller, processInstanceKey, said.text());
    }

    @Operation(summary = "Delete one's comment", description = "Its text goes; that it was there stays.")
    @DeleteMapping("/api/v1/comments/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID commentId) {
        comments.delete(caller, commentId);
    }

    @Operation(
            summary = "Ask the requester for information",
            description =
                    "By whoever may act on the task, one question at a time. The task can be decided all the same; nobody"
                            + " needs the answer any more then.")
    @PostMapping("/api/v1/tasks/{taskKey}/questions")
    @ResponseStatus(HttpStatus.CREATED)
    Question ask(Caller caller, @PathVariable long taskKey, @RequestBody Said said) {
        return questions.ask(caller, taskKey, said.text());
    }

    @Operation(summary = "Take one's question back", description = "While it waits for its answer.")
    @DeleteMapping("/api/v1/tasks/{taskKey}/questions/{questionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(Caller caller, @PathVariable long taskKey, @PathVariable UUID questionId) {
        questions.takeBack(caller, taskKey, questionId);
    }

    @Operation(
            summary = "Answer a question",
            description = "By whom it was asked of. 409 where it is answered, taken back, or no longer needed.")
    @PutMapping("/api/v1/requests/{processInstanceKey}/questions/{questionId}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(
            Caller caller,
            @PathVariable long processInstanceKey,
            @PathVariable UUID questionId,
            @RequestBody Said said) {
        questions.answer(caller, processInstanceKey, questionId, said.text());
    }
}
