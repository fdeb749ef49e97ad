package io.countersign.engine.tasks.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.CountInboxViews;
import io.countersign.engine.tasks.CountInboxViews.Counts;
import io.countersign.engine.tasks.InboxView;
import io.countersign.engine.tasks.InboxViewDraft;
import io.countersign.engine.tasks.KeepInboxViews;
import io.countersign.engine.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Inbox")
class InboxViewsController {

    private final KeepInboxViews views;
    private final CountInboxViews counts;

    InboxViewsController(KeepInboxViews views, CountInboxViews counts) {
        this.views = views;
        this.counts = counts;
    }

    @Operation(
            summary = "List the caller's views",
            description = "His own in his order, then those that others share with a group of his.")
    @GetMapping("/api/v1/inbox-views")
    Page<InboxView> list(Caller caller) {
        return Page.whole(views.of(caller));
    }

    @Operation(
            summary = "Count the tasks of every view",
            description =
                    "The built-in ones and the caller's, up to 99 each. With time zone, as due=today and the like are meant there.")
    @GetMapping("/api/v1/inbox-views/counts")
    Counts count(Caller caller, @RequestParam(required = false) @Nullable String timeZone) {
        return counts.of(caller, timeZone);
    }

    @Operation(
            summary = "Save a view",
            description =
                    "The query has the parameters of GET /api/v1/tasks. It can be shared with groups that the caller is in; members"
                            + " see in it what they may see themselves.")
    @PostMapping("/api/v1/inbox-views")
    @ResponseStatus(HttpStatus.CREATED)
    InboxView create(Caller caller, @RequestBody InboxViewDraft draft) {
        return views.create(caller, draft);
    }

    @Operation(summary = "Change a view", description = "Its owner and administrators may.")
    @PutMapping("/api/v1/inbox-views/{viewId}")
    InboxView change(Caller caller, @PathVariable UUID viewId, @RequestBody InboxViewDraft draft) {
        return views.change(caller, viewId, draft);
    }

    @Operation(summary = "Delete a view", description = "Its owner and administrators may.")
    @DeleteMapping("/api/v1/inbox-views/{viewId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID viewId) {
        views.delete(caller, viewId);
    }
}
