package io.countersign.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.requests.Request.State;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.store.mail.QueuedMail;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReminderMailTests {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final MailSettings PLAIN = new MailSettings("Countersign <no-reply@example.com>", null);

    private final AskedTask task =
            new AskedTask(7, "Approve as finance", Instant.parse("2026-11-17T08:00:00Z"), Set.of());

    @Test
    void speaksTheLanguageOfItsReader() {
        assertThat(mail(PLAIN, person("de-AT")).subject())
                .isEqualTo("Erinnerung: Approve as finance (Purchase, order-1)");
        assertThat(mail(PLAIN, person("de-AT")).text()).isEqualTo("""
                        Rita bittet Sie, sich das anzusehen:

                        Approve as finance (Purchase, order-1)
                        Es wartet seit dem 17. November 2026 auf Sie.
                        """);
        for (String other : new String[] {null, "en", "fr"}) {
            assertThat(mail(PLAIN, person(other)).text()).startsWith("Rita asks you to look at this:");
        }
    }

    @Test
    void leadsToTheTaskWhereItKnowsTheWay() {
        var known = new MailSettings("a@example.com", URI.create("https://countersign.example.com/"));

        assertThat(mail(PLAIN, person("en")).text()).doesNotContain("Open it");
        assertThat(mail(known, person("en")).text())
                .endsWith("Open it in Countersign: https://countersign.example.com/inbox/7\n");
    }

    @Test
    void isOneMailHoweverOftenItIsQueued() {
        UserAccount person = person("en");

        assertThat(mail(PLAIN, person).messageId())
                .isEqualTo(mail(PLAIN, person).messageId())
                .isNotEqualTo(mail(PLAIN, person("en")).messageId())
                .matches("<countersign-reminder-42-[0-9]+-[0-9a-f-]{36}@example\\.com>");
        assertThat(mail(PLAIN, person).addresses()).containsExactly("ben@example.org");
        assertThat(mail(PLAIN, person).recipients()).contains("\"to\":[\"ben@example.org\"]");
    }

    @Test
    void letsNoNameBeginAnotherHeader() {
        var odd = new AskedTask(7, "Approve\r\nBcc: all@example.org", null, Set.of());

        QueuedMail mail = new ReminderMail(PLAIN, JsonMapper.shared()).to(person("en"), "Rita", request(), odd, NOW);

        assertThat(mail.subject()).isEqualTo("Reminder: Approve Bcc: all@example.org (Purchase, order-1)");
    }

    private QueuedMail mail(MailSettings settings, UserAccount person) {
        return new ReminderMail(settings, JsonMapper.shared()).to(person, "Rita", request(), task, NOW);
    }

    private static UserAccount person(@Nullable String locale) {
        return new UserAccount(
                UUID.randomUUID(),
                "ben",
                "Ben",
                " ben@example.org ",
                null,
                locale,
                Set.of(Role.USER),
                Set.of(),
                true,
                NOW,
                0);
    }

    private static Request request() {
        return new Request(
                null,
                "42",
                "42",
                "1",
                "purchase",
                "Purchase",
                1,
                "order-1",
                "rita",
                NOW,
                null,
                State.ACTIVE,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                null);
    }
}
