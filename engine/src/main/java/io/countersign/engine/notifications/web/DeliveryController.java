package io.countersign.engine.notifications.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.notifications.Deliveries;
import io.countersign.engine.notifications.Delivery;
import io.countersign.engine.notifications.DeliveryState;
import io.countersign.engine.notifications.MailDetail;
import io.countersign.engine.notifications.SendAgain;
import io.countersign.engine.notifications.Suppression;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class DeliveryController {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_WORDS = 200;

    private final Deliveries deliveries;
    private final SendAgain sendAgain;

    record Resending(
            @Schema(description = "Whom to send it to; leave it out for everybody who has not got it.")
            @Size(max = LONGEST_ADDRESS)
            @Nullable
            String address) {}

    record Removal(@NotBlank @Size(max = LONGEST_ADDRESS) String address) {}

    DeliveryController(Deliveries deliveries, SendAgain sendAgain) {
        this.deliveries = deliveries;
        this.sendAgain = sendAgain;
    }

    @Operation(
            summary = "Mails, one entry for each recipient, the newest first",
            description =
                    "Search for part of an address or a subject, a user name or an instance's key. Texts are not shown.")
    @GetMapping("/api/v1/deliveries")
    Page<Delivery> list(
            @RequestParam(required = false) @Size(max = LONGEST_WORDS) @Nullable String search,
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return deliveries.find(search, state, Paging.of(limit, cursor, 2));
    }

    @Operation(summary = "Read where a mail stands, with every try", description = "Its text is not shown.")
    @GetMapping("/api/v1/notifications/{notificationId}")
    MailDetail read(@PathVariable long notificationId) {
        return deliveries.mail(notificationId);
    }

    @Operation(
            summary = "Send a mail again",
            description =
                    "To those who have not got it and won't otherwise. It is the same mail, with the same Message-ID.")
    @PostMapping("/api/v1/notifications/{notificationId}/resend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resend(Caller caller, @PathVariable long notificationId, @Valid @RequestBody Resending resending) {
        sendAgain.resend(caller, notificationId, resending.address());
    }

    @Operation(
            summary = "Mailboxes that are not there, the latest first",
            description = "A mail server said so of them; mails to them are not tried.")
    @GetMapping("/api/v1/mail-suppressions")
    Page<Suppression> suppressions(
            @RequestParam(required = false) @Size(max = LONGEST_WORDS) @Nullable String search,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return sendAgain.suppressed(search, Paging.of(limit, cursor, 2));
    }

    @Operation(summary = "Take an address off the list, so that mails to it are tried again")
    @PostMapping("/api/v1/mail-suppressions/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tryAgain(Caller caller, @Valid @RequestBody Removal removal) {
        sendAgain.tryAgain(caller, removal.address());
    }
}
