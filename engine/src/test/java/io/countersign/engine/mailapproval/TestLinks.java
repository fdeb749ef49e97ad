package io.countersign.engine.mailapproval;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Genuine links, also for people who would not be sent one. */
public final class TestLinks {

    private TestLinks() {}

    /** What the link in a mail carries. */
    public static String make(ApplicationContext engine, long taskKey, String username) {
        Instant now = engine.getBean(Clock.class).instant();
        UserAccount person = engine.getBean(Directory.class).person(username).orElseThrow();
        var link = new DecisionLink(
                UUID.randomUUID(),
                taskKey,
                1,
                username,
                now.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS),
                null);
        engine.getBean(DecisionLinks.class).add(link, now);
        return new LinkToken(link.id(), person.id(), taskKey, link.expiresAt()).sign(engine.getBean(LinkKeys.class));
    }
}
