package io.countersign.engine.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.notifications.MailSettings;
import io.countersign.engine.notifications.PersonalMail;
import io.countersign.engine.requests.Request.State;
import io.countersign.engine.tasks.AskedTask;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.Written;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestMailTests {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final MailSettings PLAIN = new MailSettings("Countersign <no-reply@example.com>", null);

    private static final WriteNotice NOTICES = new WriteNotice((kind, language) -> Optional.empty());
    private static final AskedTask TASK =
            new AskedTask(7, "Approve as finance", Instant.parse("2026-11-17T08:00:00Z"), Set.of());

    @Test
    void speaksTheLanguageOfItsReader() {
        assertThat(written(PLAIN, person("de-AT")).subject())
                .isEqualTo("Erinnerung: Approve as finance (Purchase, order-1)");
        assertThat(written(PLAIN, person("de-AT")).text()).startsWith("""
                        Rita bittet Sie, sich das anzusehen:

                        Approve as finance

                        Purchase, order-1

                        Es wartet seit dem 17. November 2026 auf Sie.
                        """);
        for (String other : new String[] {null, "en", "fr"}) {
            assertThat(written(PLAIN, person(other)).text()).startsWith("Rita asks you to look at this:");
        }
    }

    @Test
    void leadsToTheTaskWhereItKnowsTheWay() {
        var known = new MailSettings("a@example.com", URI.create("https://countersign.example.com/"));

        assertThat(written(PLAIN, person("en")).text()).doesNotContain("Open in");
        assertThat(written(known, person("en")).text())
                .contains("Open in Countersign: https://countersign.example.com/inbox/7\n");
    }

    @Test
    void isOneMailHoweverOftenItIsQueued() {
        UserAccount person = person("en");

        assertThat(mail(person).name())
                .isEqualTo(mail(person).name())
                .isNotEqualTo(mail(person("en")).name())
                .matches("reminder-42-[0-9]+-[0-9a-f-]{36}");
    }

    @Test
    void tellsThatARequestWasWithdrawn() {
        PersonalMail mail = new RequestMail().withdrawal(person("en"), "Rita", request(), "Too late.");

        assertThat(NOTICES.write(mail.kind(), mail.language(), mail.words(PLAIN))
                        .text())
                .contains("Rita has withdrawn this request")
                .contains("Purchase, order-1")
                .contains("Too late.");
    }

    private static Written written(MailSettings settings, UserAccount person) {
        PersonalMail mail = mail(person);
        return NOTICES.write(mail.kind(), mail.language(), mail.words(settings));
    }

    private static PersonalMail mail(UserAccount person) {
        return new RequestMail().reminder(person, "Rita", request(), TASK, NOW);
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
