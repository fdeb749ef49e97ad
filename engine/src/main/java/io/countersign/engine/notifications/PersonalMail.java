package io.countersign.engine.notifications;

import io.countersign.engine.identity.UserAccount;
import io.countersign.store.mail.QueuedMail;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail to one person that no job asks for.
 *
 * @param name says what it is about and to whom; the same name is the same mail, which is sent once
 * @param confidential whether its text is forgotten once it is delivered
 */
public record PersonalMail(
        UserAccount to,
        long processInstanceKey,
        String name,
        String subject,
        String text,
        @Nullable String html,
        boolean confidential) {

    private static final int LONGEST_SUBJECT = 250;

    /** Whether a mail would reach somebody who works here. */
    public static boolean reaches(UserAccount person) {
        return person.enabled() && person.email() != null && !person.email().isBlank();
    }

    public QueuedMail queued(MailSettings settings, JsonMapper json) {
        String address = Objects.requireNonNull(to.email()).strip();
        return new QueuedMail(
                null,
                processInstanceKey,
                "<default>",
                settings.messageId(name),
                json.writeValueAsString(
                        Map.of("to", List.of(address), "cc", List.of(), "bcc", List.of(), "skipped", List.of())),
                List.of(address),
                oneLine(subject),
                text,
                html,
                confidential);
    }

    /** A line break in a subject would begin another header. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
    }
}
