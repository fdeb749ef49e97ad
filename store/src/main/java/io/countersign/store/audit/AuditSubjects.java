package io.countersign.store.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Finds and makes the subjects that entries speak of. A subject's name is only kept encrypted, and found by a keyed hash. */
final class AuditSubjects {

    static final String NAME = "name";

    private static final int LOOKUP_KEY_BYTES = 32;

    private final JdbcTemplate jdbc;
    private final SecretKeySpec lookupKey;

    // a subject that another node erased is forgotten here when its time is up
    private final Cache<Actor, Subject> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    record Subject(long id, SecretKey dataKey) {}

    AuditSubjects(JdbcTemplate jdbc, byte[] lookupKey) {
        if (lookupKey.length < LOOKUP_KEY_BYTES) {
            throw new IllegalArgumentException("the audit trail's lookup key needs at least 32 bytes");
        }
        this.jdbc = jdbc;
        this.lookupKey = new SecretKeySpec(lookupKey, "HmacSHA256");
    }

    /** All of them, made where they are new; in the running transaction. */
    Map<Actor, Subject> resolve(Collection<Actor> actors) {
        Map<Actor, Subject> resolved = new HashMap<>(known.getAllPresent(actors));
        if (resolved.size() < actors.size()) {
            // one order for everybody, so that two transactions never wait for each other
            actors.stream()
                    .filter(actor -> !resolved.containsKey(actor))
                    .sorted(Comparator.comparing(Actor::kind).thenComparing(Actor::name))
                    .forEach(actor -> resolved.put(actor, findOrMake(actor)));
        }
        return resolved;
    }

    static Subject of(Actor actor, Map<Actor, Subject> resolved) {
        return Objects.requireNonNull(resolved.get(actor), "every actor was resolved");
    }

    boolean erase(Actor actor) {
        boolean erased = jdbc.update("delete from audit_subject_key where lookup = ?", (Object) lookup(actor)) > 0;
        known.invalidate(actor);
        return erased;
    }

    private Subject findOrMake(Actor actor) {
        byte[] lookup = lookup(actor);
        Subject subject = find(lookup).stream().findFirst().orElseGet(() -> make(actor, lookup));
        rememberAfterCommit(actor, subject);
        return subject;
    }

    private List<Subject> find(byte[] lookup) {
        return jdbc.query(
                "select subject_id, data_key from audit_subject_key where lookup = ?",
                (row, number) -> new Subject(row.getLong(1), SubjectCipher.key(row.getBytes(2))),
                (Object) lookup);
    }

    private Subject make(Actor actor, byte[] lookup) {
        jdbc.query(
                "select pg_advisory_xact_lock(?)",
                row -> {},
                ByteBuffer.wrap(lookup).getLong());
        return find(lookup).stream().findFirst().orElseGet(() -> {
            SecretKey dataKey = SubjectCipher.newKey();
            Long id = jdbc.queryForObject(
                    """
                    with subject as (insert into audit_subject (kind) values (?) returning id)
                    insert into audit_subject_key (subject_id, lookup, data_key, name)
                    select id, ?, ?, ? from subject
                    returning subject_id
                    """,
                    Long.class,
                    actor.kind().name(),
                    lookup,
                    dataKey.getEncoded(),
                    SubjectCipher.encrypt(dataKey, NAME, actor.name()));
            if (id == null) {
                throw new IllegalStateException("a subject of the audit trail was not made");
            }
            return new Subject(id, dataKey);
        });
    }

    private void rememberAfterCommit(Actor actor, Subject subject) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.put(actor, subject);
            }
        });
    }

    private byte[] lookup(Actor actor) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(lookupKey);
            return mac.doFinal((actor.kind() + ":" + actor.name()).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing", e);
        }
    }
}
