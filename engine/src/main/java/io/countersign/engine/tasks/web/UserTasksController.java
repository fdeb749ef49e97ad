package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.SearchResult;
import io.countersign.engine.tasks.AnswerTask;
import io.countersign.engine.tasks.ClaimTask;
import io.countersign.engine.tasks.UserTask;
import io.countersign.engine.tasks.UserTasks;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "User tasks")
class UserTasksController {

    private final UserTasks tasks;
    private final AnswerTask answers;
    private final ClaimTask claims;

    record Assignment(@Nullable String assignee, @Nullable Boolean allowOverride) {}

    UserTasksController(UserTasks tasks, AnswerTask answers, ClaimTask claims) {
        this.tasks = tasks;
        this.answers = answers;
        this.claims = claims;
    }

    @Operation(summary = "Search user tasks")
    @PostMapping("/v2/user-tasks/search")
    SearchResult<UserTask> search(Caller caller, @RequestBody(required = false) @Nullable JsonNode search) {
        return tasks.search(caller, search);
    }

    @Operation(summary = "Read a user task")
    @GetMapping("/v2/user-tasks/{userTaskKey}")
    UserTask read(Caller caller, @PathVariable long userTaskKey) {
        return tasks.get(caller, userTaskKey);
    }

    @Operation(
            summary = "Complete a user task",
            description = "409 where the task has an approval policy: a decision is made in the inbox.")
    @PostMapping("/v2/user-tasks/{userTaskKey}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(
            Caller caller,
            @PathVariable long userTaskKey,
            @RequestBody(required = false) AnswerBody.@Nullable Completion completion) {
        answers.answer(caller, userTaskKey, AnswerBody.Completion.toAnswer(completion));
    }

    @Operation(summary = "Give a user task to somebody")
    @PostMapping("/v2/user-tasks/{userTaskKey}/assignment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(Caller caller, @PathVariable long userTaskKey, @RequestBody Assignment assignment) {
        String assignee = assignment.assignee();
        if (assignee == null || assignee.isBlank()) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "assignee is missing.",
                    new FieldError("assignee", "is required"));
        }
        claims.assign(caller, userTaskKey, assignee, !Boolean.FALSE.equals(assignment.allowOverride()));
    }

    @Operation(summary = "Take a user task back")
    @DeleteMapping("/v2/user-tasks/{userTaskKey}/assignee")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unassign(Caller caller, @PathVariable long userTaskKey) {
        claims.unclaim(caller, userTaskKey);
    }
}
