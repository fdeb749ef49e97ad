package io.countersign.engine.requests.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.requests.NameRequester;
import io.countersign.engine.requests.RemindPeople;
import io.countersign.engine.requests.Request;
import io.countersign.engine.requests.RequestDetail;
import io.countersign.engine.requests.RequestQuery;
import io.countersign.engine.requests.Requests;
import io.countersign.engine.requests.WithdrawRequest;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Requests")
class RequestsController {

    private final Requests requests;
    private final WithdrawRequest withdrawals;
    private final RemindPeople reminders;
    private final NameRequester names;

    record Requester(@NotBlank String username) {}

    record Withdrawal(@Nullable @Size(max = 1000) String reason) {}

    RequestsController(Requests requests, WithdrawRequest withdrawals, RemindPeople reminders, NameRequester names) {
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.reminders = reminders;
        this.names = names;
    }

    @Operation(
            summary = "List the caller's requests",
            description = "Newest first. Every word of q has to be in the process's name, the business key or a value.")
    @GetMapping("/api/v1/requests")
    Page<Request> list(
            Caller caller,
            @RequestParam(defaultValue = "ALL") RequestQuery.State state,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return requests.mine(caller, RequestQuery.of(state, q), Paging.of(limit, cursor, 2));
    }

    @Operation(
            summary = "Read a request",
            description = "For its requester, for those who have or had a task of it, and for operators and auditors.")
    @GetMapping("/api/v1/requests/{processInstanceKey}")
    RequestDetail read(Caller caller, @PathVariable long processInstanceKey) {
        return requests.show(caller, processInstanceKey);
    }

    @Operation(
            summary = "Take a request back",
            description =
                    "For its requester, while it runs. Durable once answered, even if the engine is down; from then on"
                            + " nobody can decide anything of it. 409 says why it can't be withdrawn (any more).")
    @PostMapping("/api/v1/requests/{processInstanceKey}/withdrawal")
    RequestDetail withdraw(
            Caller caller,
            @PathVariable long processInstanceKey,
            @Valid @RequestBody(required = false) @Nullable Withdrawal withdrawal) {
        withdrawals.withdraw(caller, processInstanceKey, withdrawal == null ? null : withdrawal.reason());
        return requests.show(caller, processInstanceKey);
    }

    @Operation(
            summary = "Remind those whom a request waits for",
            description =
                    "For its requester. Their tasks say so, and those who have an address get a mail. 409 where it waits"
                            + " for nobody, and where they were reminded a short time ago: it says when it is possible again.")
    @PostMapping("/api/v1/requests/{processInstanceKey}/reminder")
    RequestDetail remind(Caller caller, @PathVariable long processInstanceKey) {
        reminders.remind(caller, processInstanceKey);
        return requests.show(caller, processInstanceKey);
    }

    @Operation(
            summary = "Name the requester",
            description = "Where nobody signed in started the instance; audited. 409 where the requester signed in.")
    @PutMapping("/api/v1/requests/{processInstanceKey}/requester")
    RequestDetail nameRequester(
            Caller caller, @PathVariable long processInstanceKey, @Valid @RequestBody Requester requester) {
        names.name(caller, processInstanceKey, requester.username());
        return requests.show(caller, processInstanceKey);
    }
}
