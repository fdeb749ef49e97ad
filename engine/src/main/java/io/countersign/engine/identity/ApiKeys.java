package io.countersign.engine.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.countersign.store.audit.Actor;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys of systems. Every change is audited; a revoked key is refused here at once, on other nodes within seconds. */
@Component
public class ApiKeys {

    private static final String SELECT =
            "select id, name, prefix, key_hash, roles, created_by, created_at, last_used_at, revoked_at from api_key ";
    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final IdentityAudit audit;
    private final KeyUse use;
    private final Clock clock;
    private final LoadingCache<String, Optional<Row>> known;

    /** A key that has just been made; {@code text} is shown now and never again. */
    public record Issued(ApiKey key, String text) {}

    private record Row(ApiKey key, String hash) {

        boolean isOf(ApiKeyText sent) {
            return MessageDigest.isEqual(HexFormat.of().parseHex(hash), sent.hash());
        }
    }

    ApiKeys(JdbcClient jdbc, IdentityAudit audit, KeyUse use, IdentitySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.use = use;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.remember())
                .build(this::load);
    }

    @Transactional
    public Issued issue(String name, Set<Role> roles, Actor by) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw UserAccounts.invalid("name", "must have 1 to %d characters".formatted(LONGEST_NAME));
        }
        var text = ApiKeyText.random();
        var key = new ApiKey(UUID.randomUUID(), name, text.prefix(), roles, by.name(), clock.instant(), null, null);
        try {
            insert(key, text);
        } catch (DuplicateKeyException taken) {
            throw Problem.conflict("key-exists", "There is such a key already", "Choose another name.");
        }
        audit.keyIssued(by, key);
        AfterCommit.run(() -> known.invalidate(key.prefix()));
        return new Issued(key, text.whole());
    }

    @Transactional
    public void revoke(UUID id, Actor by) {
        var keys = jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(ApiKeys::read)
                .list();
        if (keys.isEmpty()) {
            throw Problem.notFound("unknown-key", "There is no such key", "There is no key " + id + ".");
        }
        keys.forEach(row -> revoke(row.key(), by));
    }

    /** Revokes what somebody has issued, who must not come in by them any more. */
    @Transactional
    public void revokeAllIssuedBy(String username, Actor by) {
        jdbc.sql(SELECT + "where created_by = :username and revoked_at is null for update")
                .param("username", username)
                .query(ApiKeys::read)
                .list()
                .forEach(row -> revoke(row.key(), by));
    }

    private void revoke(ApiKey key, Actor by) {
        if (key.revokedAt() == null) {
            jdbc.sql("update api_key set revoked_at = :now where id = :id")
                    .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("id", key.id())
                    .update();
            audit.keyRevoked(by, key);
            AfterCommit.run(() -> known.invalidate(key.prefix()));
        }
    }

    @Transactional(readOnly = true)
    public Page<ApiKey> page(Paging paging) {
        var after = paging.after() == null
                ? ""
                : Objects.requireNonNullElse(paging.after().text(0), "");
        var rows = jdbc.sql(SELECT + "where name > :after order by name limit :limit")
                .param("after", after)
                .param("limit", paging.fetch())
                .query(ApiKeys::read)
                .list();
        return Page.of(paging, rows, row -> Cursor.of(row.key().name())).map(Row::key);
    }

    /** The caller whose key this is; empty where it is none, or revoked. */
    public Optional<Caller> caller(String text) {
        return ApiKeyText.parse(text)
                .flatMap(sent -> known.get(sent.prefix())
                        .filter(row -> row.key().revokedAt() == null && row.isOf(sent))
                        .map(row -> {
                            use.now(row.key().id());
                            return new Caller(
                                    Caller.Kind.SYSTEM,
                                    row.key().name(),
                                    row.key().name(),
                                    row.key().roles(),
                                    Set.of());
                        }));
    }

    private Optional<Row> load(String prefix) {
        return jdbc.sql(SELECT + "where prefix = :prefix")
                .param("prefix", prefix)
                .query(ApiKeys::read)
                .optional();
    }

    private void insert(ApiKey key, ApiKeyText text) {
        jdbc.sql("""
                        insert into api_key (id, name, prefix, key_hash, roles, created_by, created_at)
                        values (:id, :name, :prefix, :hash, :roles, :createdBy, :createdAt)
                        """)
                .param("id", key.id())
                .param("name", key.name())
                .param("prefix", key.prefix())
                .param("hash", text.hash())
                .param("roles", UserRows.names(key.roles()))
                .param("createdBy", key.createdBy())
                .param("createdAt", OffsetDateTime.ofInstant(key.createdAt(), ZoneOffset.UTC))
                .update();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                new ApiKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("prefix"),
                        UserRows.roles(row.getArray("roles")),
                        row.getString("created_by"),
                        UserRows.instant(row, "created_at"),
                        instantOrNull(row, "last_used_at"),
                        instantOrNull(row, "revoked_at")),
                HexFormat.of().formatHex(row.getBytes("key_hash")));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
