package io.countersign.standalone.mailbox;

import io.countersign.standalone.pages.Page;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mails, as pages for people and as JSON for tests. */
@RestController
class MailboxController {

    private static final int PAGE = 100;

    private final Mails mails;

    MailboxController(Mails mails) {
        this.mails = mails;
    }

    record Listing(List<Mail> items) {}

    @GetMapping(path = "/mailbox", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var rows = mails.newest(PAGE, mail -> true).stream()
                .map(MailboxController::row)
                .collect(Collectors.joining());
        if (rows.isEmpty()) {
            return Page.html(
                    "Mailbox",
                    "/mailbox",
                    "<p>No mail yet. What Countersign sends shows up here and reaches nobody.</p>");
        }
        return Page.html(
                "Mailbox", "/mailbox", """
                <p>What Countersign has sent. It reaches nobody.</p>
                <div class="scroll"><table>
                <caption>%s, the newest first</caption>
                <thead><tr><th scope="col">To</th><th scope="col">Subject</th><th scope="col">Received</th></tr></thead>
                <tbody>%s</tbody>
                </table></div>
                """.formatted(mails.count() == 1 ? "1 mail" : mails.count() + " mails", rows));
    }

    private static String row(Mail mail) {
        return "<tr><td>%s</td><td><a href=\"/mailbox/%s\">%s</a></td><td><time>%s</time></td></tr>"
                .formatted(
                        Page.escape(String.join(", ", mail.to())),
                        mail.id(),
                        Page.escape(mail.subject()),
                        mail.receivedAt());
    }

    @GetMapping(path = "/mailbox/{mailId}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String mailId) {
        return mails.byId(mailId)
                .map(mail -> ResponseEntity.ok(Page.html(mail.subject(), "/mailbox/", body(mail))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(Page.html(
                                "No such mail", "/mailbox/", "<p>It is not, or no longer, in the mailbox.</p>")));
    }

    private static String body(Mail mail) {
        // a sandbox without permissions: whatever is in the mail, no script runs and no form is sent
        var content = mail.text().isEmpty()
                ? "<iframe sandbox title=\"The mail\" srcdoc=\"" + Page.escape(mail.html()) + "\"></iframe>"
                : "<pre>" + Page.escape(mail.text()) + "</pre>";
        return """
                <dl>
                <dt>From</dt><dd>%s</dd>
                <dt>To</dt><dd>%s</dd>
                <dt>Received</dt><dd><time>%s</time></dd>
                <dt>Message-ID</dt><dd>%s</dd>
                </dl>
                %s
                """.formatted(
                        Page.escape(mail.from()),
                        Page.escape(String.join(", ", mail.to())),
                        mail.receivedAt(),
                        Page.escape(mail.messageId()),
                        content);
    }

    @GetMapping(path = "/mailbox/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    Listing messages(
            @RequestParam(required = false) @Nullable String to, @RequestParam(defaultValue = "" + PAGE) int limit) {
        return new Listing(mails.newest(limit, mail -> to == null || mail.to().contains(to)));
    }

    @DeleteMapping("/mailbox/messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() throws IOException {
        mails.clear();
    }
}
