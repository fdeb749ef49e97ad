package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.AnswerTask;
import io.countersign.engine.tasks.ClaimTask;
import io.countersign.engine.tasks.DelegateTask;
import io.countersign.engine.tasks.Inbox;
import io.countersign.engine.tasks.InboxParameters;
import io.countersign.engine.tasks.InboxQuery;
import io.countersign.engine.tasks.InboxQuery.State;
import io.countersign.engine.tasks.InboxQuery.View;
import io.countersign.engine.tasks.ShowTasks;
import io.countersign.engine.tasks.ShowTold;
import io.countersign.engine.tasks.TaskDetail;
import io.countersign.engine.tasks.TaskStanding;
import io.countersign.engine.tasks.TaskSummary;
import io.countersign.engine.tasks.ToldView;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
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
    private final ShowTold told;
    private final ClaimTask claims;
    private final DelegateTask delegations;
    private final AnswerTask answers;
    private final Clock clock;

    /** @param to the user name */
    record Delegation(
            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String to,

            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    TasksController(
            Inbox inbox,
            ShowTasks show,
            ShowTold told,
            ClaimTask claims,
            DelegateTask delegations,
            AnswerTask answers,
            Clock clock) {
        this.inbox = inbox;
        this.show = show;
        this.told = told;
        this.claims = claims;
        this.delegations = delegations;
        this.answers = answers;
        this.clock = clock;
    }

    @Operation(summary = "List tasks", description = """
                    What the caller may see. Open tasks come by due date, closed ones newest first.

                    `view` is mine (what he has), groups (what is on offer to him), all, substituted (what he can act on only as somebody's
                    substitute), represented (what others decided on his behalf) or done (what he answered, newest first, in whatever state).

                    Open tasks and those of view=done can be narrowed. `search`: words, each of which begins something in the task, in its
                    process's name, in small variables, in the requester's name, or is where the business key begins. `due`: overdue, today, week
                    (Monday to Sunday) or none, in the `timeZone`; or from `dueFrom` until before `dueTo`. `variable`: a name, one of
                    = != < <= > >=, and a number, a date, true, false, a text, or the beginning of one, such as amount>=1000 or
                    supplier=North*; may be repeated. What is in quotes is a text.

                    `sort` of open tasks: due, created, priority, name, or variable: and its name; what has none comes last.""")
    @GetMapping("/api/v1/tasks")
    Page<TaskSummary> list(
            Caller caller,
            @RequestParam(required = false) InboxQuery.@Nullable State state,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String candidateGroup,
            @RequestParam(required = false) @Nullable Long processInstanceKey,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) String @Nullable [] processId,
            @RequestParam(required = false) @Nullable String due,
            @RequestParam(required = false) @Nullable Instant dueFrom,
            @RequestParam(required = false) @Nullable Instant dueTo,
            @RequestParam(required = false) String @Nullable [] variable,
            @RequestParam(required = false) @Nullable String requester,
            @RequestParam(required = false) @Nullable Integer priorityFrom,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String timeZone,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var parameters = new InboxParameters(
                view,
                search,
                list(processId),
                due,
                dueFrom,
                dueTo,
                list(variable),
                requester,
                priorityFrom,
                sort,
                direction);
        InboxQuery query = parameters
                .toQuery(timeZone, clock)
                .with(Objects.requireNonNullElse(state, State.OPEN), assignee, candidateGroup, processInstanceKey);
        if (query.view() == View.SUBSTITUTED && query.state() != State.OPEN) {
            throw unfit("state", "has to be OPEN with view=substituted");
        }
        if (query.view() == View.DONE && state != null) {
            throw unfit("state", "can't be had with view=done, which has what was answered in every state");
        }
        if (query.isNarrowed() && query.state() != State.OPEN) {
            throw unfit(
                    "state", "has to be OPEN with filters and sort; of what is closed only view=done can be narrowed");
        }
        return inbox.page(caller, query, limit, cursor);
    }

    private static @Nullable List<String> list(String @Nullable [] values) {
        return values == null ? null : List.of(values);
    }

    /** A comma belongs to a value; several values are several parameters. */
    @InitBinder
    void takeCommasAsTheyAre(WebDataBinder binder) {
        binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor("\0"));
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

    @Operation(
            summary = "Who was written to about a task",
            description = "The newest first, for whoever sees the task; neither texts nor addresses.")
    @GetMapping("/api/v1/tasks/{taskKey}/deliveries")
    Page<ToldView> deliveries(Caller caller, @PathVariable long taskKey) {
        return Page.whole(told.about(caller, taskKey));
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
