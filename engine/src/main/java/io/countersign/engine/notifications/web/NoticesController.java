package io.countersign.engine.notifications.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.notifications.Notice;
import io.countersign.engine.notifications.Notices;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
class NoticesController {

    private final Notices notices;

    record Reading(
            @Schema(description = "Which notice was read.", example = "42")
            long noticeId,

            @Schema(description = "Whether the older ones are read, too.")
            boolean upTo) {}

    /** @param more whether there are more than these */
    record Unread(int count, boolean more) {}

    NoticesController(Notices notices) {
        this.notices = notices;
    }

    @Operation(summary = "What I was told, the newest first", description = "They are kept for 90 days.")
    @GetMapping("/api/v1/me/notices")
    Page<Notice> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PreferencesController.requirePerson(caller);
        return notices.of(caller, Paging.of(limit, cursor, 1));
    }

    @Operation(summary = "How much of it I have not read")
    @GetMapping("/api/v1/me/notices/unread")
    Unread unread(Caller caller) {
        PreferencesController.requirePerson(caller);
        int count = notices.unread(caller);
        return new Unread(Math.min(count, Notices.MOST_UNREAD), count > Notices.MOST_UNREAD);
    }

    @Operation(summary = "Mark a notice as read, or all up to it")
    @PostMapping("/api/v1/me/notices/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @Valid @RequestBody Reading reading) {
        PreferencesController.requirePerson(caller);
        notices.read(caller, reading.noticeId(), reading.upTo());
    }
}
