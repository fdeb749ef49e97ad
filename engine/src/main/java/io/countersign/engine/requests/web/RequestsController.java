package io.countersign.engine.requests.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.requests.NameRequester;
import io.countersign.engine.requests.Request;
import io.countersign.engine.requests.RequestDetail;
import io.countersign.engine.requests.Requests;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Requests")
class RequestsController {

    private final Requests requests;
    private final NameRequester names;

    record Requester(@NotBlank String username) {}

    RequestsController(Requests requests, NameRequester names) {
        this.requests = requests;
        this.names = names;
    }

    @Operation(summary = "List the caller's requests", description = "Newest first.")
    @GetMapping("/api/v1/requests")
    Page<Request> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return requests.mine(caller, Paging.of(limit, cursor, 2));
    }

    @Operation(
            summary = "Read a request",
            description = "For its requester, for those who have or had a task of it, and for operators and auditors.")
    @GetMapping("/api/v1/requests/{processInstanceKey}")
    RequestDetail read(Caller caller, @PathVariable long processInstanceKey) {
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
