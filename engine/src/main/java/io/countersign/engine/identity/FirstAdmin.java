package io.countersign.engine.identity;

import io.countersign.engine.web.Problem;
import io.countersign.store.audit.Actor;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the first administrator through a link that works once, for a while, and only as long as there is none. */
@Component
public class FirstAdmin {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final UserAccounts users;
    private final IdentitySettings.Setup settings;
    private final Clock clock;

    FirstAdmin(JdbcClient jdbc, UserAccounts users, IdentitySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.settings = settings.setup();
        this.clock = clock;
    }

    @Transactional
    @EventListener(ApplicationReadyEvent.class)
    void printLink() {
        if (settings.printLink()) {
            newLink(settings.publicUrl())
                    .ifPresent(
                            link -> log.warn("Make the first administrator within {}: {}", settings.lifetime(), link));
        }
    }

    /**
     * A new link, which replaces older ones; empty where there is an administrator.
     *
     * @param publicUrl where people reach Countersign
     */
    @Transactional
    public Optional<URI> newLink(URI publicUrl) {
        if (!users.hasNoAdministrator()) {
            return Optional.empty();
        }
        var token = ApiKeyText.hex(TOKEN_BYTES);
        jdbc.sql("delete from setup_link where used_at is null").update();
        jdbc.sql("insert into setup_link (token_hash, created_at, expires_at) values (:hash, :now, :expires)")
                .param("hash", ApiKeyText.sha256(token))
                .param("now", now())
                .param("expires", now().plus(settings.lifetime()))
                .update();
        var base = publicUrl.toString();
        return Optional.of(URI.create((base.endsWith("/") ? base : base + "/") + "setup/" + token));
    }

    /** When the link stops working; empty where it does not work. */
    @Transactional(readOnly = true)
    public Optional<Instant> expiry(String token) {
        if (!users.hasNoAdministrator()) {
            return Optional.empty();
        }
        return jdbc.sql(
                        "select expires_at from setup_link where token_hash = :hash and used_at is null and expires_at > :now")
                .param("hash", ApiKeyText.sha256(token))
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** @throws Problem 404 where the link does not work */
    @Transactional
    public UserAccount create(String token, String username, String displayName, @Nullable String password) {
        var taken = jdbc.sql("""
                        update setup_link set used_at = :now
                        where token_hash = :hash and used_at is null and expires_at > :now
                        """)
                .param("now", now())
                .param("hash", ApiKeyText.sha256(token))
                .update();
        if (taken == 0 || !users.hasNoAdministrator()) {
            throw gone();
        }
        return users.create(
                username,
                new UserDetails(
                        displayName, null, password, null, null, UserAccounts.rolesOfTheFirst(), Set.of(), true),
                Actor.system("setup"));
    }

    /** What a link that does not work is answered with. */
    public static Problem gone() {
        return Problem.notFound(
                "setup-link-gone",
                "This link does not work",
                "It was used, has expired, or there is an administrator already. Restart the server for a new one.");
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
