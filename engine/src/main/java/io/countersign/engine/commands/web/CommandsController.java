package io.countersign.engine.commands.web;

import io.countersign.engine.commands.CommandList;
import io.countersign.engine.commands.CommandList.Row;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class CommandsController {

    private final CommandList commands;

    CommandsController(CommandList commands) {
        this.commands = commands;
    }

    record CommandView(
            String commandId,
            String kind,
            String target,
            @Nullable String processInstanceKey,
            State state,
            int attempts,
            @Nullable String outcome,
            @Nullable String detail,
            @Nullable String requestId,
            Instant createdAt,
            @Nullable Instant dueAt) {

        static CommandView from(Row row) {
            return new CommandView(
                    Long.toString(row.id()),
                    row.kind(),
                    row.target(),
                    row.processInstanceKey() == null ? null : Long.toString(row.processInstanceKey()),
                    row.state(),
                    row.attempts(),
                    row.outcome(),
                    row.detail(),
                    row.requestId(),
                    row.createdAt(),
                    row.dueAt());
        }
    }

    @Operation(summary = "Commands to the engine, the newest first")
    @GetMapping("/api/v1/commands")
    Page<CommandView> list(
            @RequestParam(defaultValue = "DEAD") State state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var paging = Paging.of(limit, cursor, 1);
        var before = paging.after() == null ? Long.MAX_VALUE : paging.after().number(0);
        return Page.of(paging, commands.find(state, before, paging.fetch()), row -> Cursor.of(row.id()))
                .map(CommandView::from);
    }

    @Operation(summary = "Send a dead command again")
    @PostMapping("/api/v1/commands/{commandId}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(Caller caller, @PathVariable long commandId) {
        commands.retry(caller, commandId);
    }
}
