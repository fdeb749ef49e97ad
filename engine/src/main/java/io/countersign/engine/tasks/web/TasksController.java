package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.AnswerTask;
import io.countersign.engine.tasks.ClaimTask;
import io.countersign.engine.tasks.DelegateTask;
import io.countersign.engine.tasks.Inbox;
import io.countersign.engine.tasks.InboxQuery;
import io.countersign.engine.tasks.ShowTasks;
import io.countersign.engine.tasks.TaskDetail;
import io.countersign.engine.tasks.TaskStanding;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Inbox")
class TasksController {

    private final Inbox inbox;
    private final ShowTasks show;
    private final ClaimTask claims;
    private final DelegateTask delegations;
    private final AnswerTask answers;

    /** @param to the user name */
    record Delegation(
            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String to,

            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    TasksController(Inbox inbox, ShowTasks show, ClaimTask claims, DelegateTask delegations, AnswerTask answers) {
        this.inbox = inbox;
        this.show = show;
        this.claims = claims;
        this.delegations = delegations;
        this.answers = answers;
    }

    @Operation(
            summary = "List tasks",
            description =
                    "What the caller may see. Open tasks come by due date, closed ones newest first. With view=substituted"
                            + " the open ones that he can act on only as somebody's substitute, with view=represented those that"
                            + " others decided on his behalf.")
    @GetMapping("/api/v1/tasks")
    Page<TaskSummary> list(
            Caller caller,
            @RequestParam(defaultValue = "OPEN") InboxQuery.State state,
            @RequestParam(defaultValue = "all") String view,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String candidateGroup,
            @RequestParam(required = false) @Nullable Long processInstanceKey,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = new InboxQuery(state, view(view), assignee, candidateGroup, processInstanceKey);
        if (query.view() == InboxQuery.View.SUBSTITUTED && state != InboxQuery.State.OPEN) {
            throw unfit("state", "has to be OPEN with view=substituted");
        }
        return inbox.page(caller, query, Paging.of(limit, cursor, 2));
    }

    private static InboxQuery.View view(String name) {
        return switch (name) {
            case "mine" -> InboxQuery.View.MINE;
            case "groups" -> InboxQuery.View.GROUPS;
            case "all" -> InboxQuery.View.ALL;
            case "substituted" -> InboxQuery.View.SUBSTITUTED;
            case "represented" -> InboxQuery.View.REPRESENTED;
            default -> throw unfit("view", "has to be mine, groups, all, substituted or represented");
        };
    }

    private static Problem unfit(String parameter, String message) {
        return Problem.badRequest(
                "invalid-request",
                "The request does not fit",
                parameter + " " + message + ".",
                new FieldError(parameter, message));
    }

    @Operation(summary = "Read a task")
    @GetMapping("/api/v1/tasks/{taskKey}")
    TaskDetail read(Caller caller, @PathVariable long taskKey) {
        return show.show(caller, taskKey);
    }

    @Operation(summary = "Take a task", description = "Of several people at once one wins; the others hear who.")
    @PostMapping("/api/v1/tasks/{taskKey}/claim")
    TaskStanding claim(Caller caller, @PathVariable long taskKey) {
        return claims.claim(caller, taskKey);
    }

    @Operation(summary = "Give a task back")
    @PostMapping("/api/v1/tasks/{taskKey}/unclaim")
    TaskStanding unclaim(Caller caller, @PathVariable long taskKey) {
        return claims.unclaim(caller, taskKey);
    }

    @Operation(
            summary = "Delegate a task",
            description =
                    "Gives it to anybody who works in the inbox, with a reason that the audit trail keeps. Who could take"
                            + " it, who has it and operators may.")
    @PostMapping("/api/v1/tasks/{taskKey}/delegation")
    TaskStanding delegate(Caller caller, @PathVariable long taskKey, @RequestBody Delegation delegation) {
        return delegations.delegate(caller, taskKey, delegation.to(), delegation.reason());
    }

    @Operation(
            summary = "Approve or reject",
            description =
                    "Durable once answered, even if the engine is down. Where several decide, a vote may be changed by"
                            + " another one until the decision is certain. 403 says why the caller may not, 409 what"
                            + " happened to the task, 422 which variables do not fit.")
    @PostMapping("/api/v1/tasks/{taskKey}/decision")
    TaskStanding decide(Caller caller, @PathVariable long taskKey, @RequestBody AnswerBody.Decision decision) {
        return answers.answer(caller, taskKey, decision.toAnswer());
    }

    @Operation(summary = "Complete a plain task", description = "409 where the task has an approval policy.")
    @PostMapping("/api/v1/tasks/{taskKey}/completion")
    TaskStanding complete(
            Caller caller,
            @PathVariable long taskKey,
            @RequestBody(required = false) AnswerBody.@Nullable Completion completion) {
        return answers.answer(caller, taskKey, AnswerBody.Completion.toAnswer(completion));
    }
}
