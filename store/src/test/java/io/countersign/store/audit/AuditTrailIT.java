package io.countersign.store.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.store.audit.AuditEntry.EnginePosition;
import io.countersign.store.audit.AuditRecord.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuditTrailIT {

    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final byte[] LOOKUP_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private final DataSource dataSource = TestDatabase.application();
    private final AuditTrail trail = new AuditTrail(dataSource, LOOKUP_KEY);
    private final AuditReader reader = new AuditReader(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));

    private final String id = UUID.randomUUID().toString();
    private final Actor ann = Actor.person("ann-" + id);

    @Test
    void readsWhatWasAppended() {
        Actor bob = Actor.person("bob-" + id);
        AuditEntry entry = new AuditEntry(
                AT,
                ann,
                bob,
                "task.decided",
                "task",
                id,
                17L,
                "request-1",
                "{\"state\": \"OPEN\"}",
                "{\"state\": \"DECIDED\"}",
                Map.of("comment", "fine by me", "address", "::1"),
                null);

        append(List.of(entry));

        assertThat(page()).singleElement().satisfies(read -> {
            assertThat(read.at()).isEqualTo(AT);
            assertThat(read.actor()).isEqualTo(new Who(Actor.Kind.PERSON, ann.name()));
            assertThat(read.onBehalfOf()).isEqualTo(new Who(Actor.Kind.PERSON, bob.name()));
            assertThat(read.action()).isEqualTo("task.decided");
            assertThat(read.processInstanceKey()).isEqualTo(17);
            assertThat(read.requestId()).isEqualTo("request-1");
            assertThat(read.before()).isEqualTo("{\"state\": \"OPEN\"}");
            assertThat(read.after()).isEqualTo("{\"state\": \"DECIDED\"}");
            assertThat(read.personal()).isEqualTo(entry.personal());
        });
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        append(IntStream.range(0, 5)
                .mapToObj(number -> entry("step-" + number, null, Map.of()))
                .toList());

        List<AuditRecord> first = reader.page(AuditQuery.ofObject("task", id), null, 2);
        List<AuditRecord> second =
                reader.page(AuditQuery.ofObject("task", id), first.getLast().id(), 10);

        assertThat(first).extracting(AuditRecord::action).containsExactly("step-4", "step-3");
        assertThat(second).extracting(AuditRecord::action).containsExactly("step-2", "step-1", "step-0");
    }

    @Test
    void appendsWhatTheEngineDidOnce() {
        EnginePosition position =
                new EnginePosition(1, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));

        append(List.of(entry("task.created", position, Map.of()), entry("incident.created", position, Map.of())));
        append(List.of(entry("task.created", position, Map.of()), entry("task.canceled", position, Map.of())));

        assertThat(page())
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder("task.created", "incident.created", "task.canceled");
    }

    @Test
    void keepsTheEntriesOfAnErasedPersonButNoNameAndNoPersonalValue() {
        append(List.of(entry("task.decided", null, Map.of("comment", "my wife is ill"))));

        assertThat(erase(ann)).isTrue();

        assertThat(page()).singleElement().satisfies(read -> {
            assertThat(read.actor()).isEqualTo(new Who(Actor.Kind.PERSON, null));
            assertThat(read.personal()).containsOnlyKeys("comment").containsEntry("comment", null);
        });
        assertThat(erase(ann)).isFalse();
    }

    @Test
    void knowsNothingOfAnErasedPersonWhoComesBack() {
        append(List.of(entry("first", null, Map.of())));
        erase(ann);

        append(List.of(entry("second", null, Map.of())));

        assertThat(page()).extracting(read -> read.actor().name()).containsExactly(ann.name(), null);
    }

    @Test
    void storesNoNameInTheClear() {
        append(List.of(entry("task.decided", null, Map.of("comment", "comment-" + id))));

        assertThat(new JdbcTemplate(dataSource).queryForList("""
                                select encode(name, 'escape') from audit_subject_key
                                union all select encode(value, 'escape') from audit_personal
                                """, String.class))
                .isNotEmpty()
                .noneMatch(text -> text.contains(id));
    }

    @Test
    void makesASubjectOnceForTransactionsAtTheSameTime() throws Exception {
        int writers = 8;
        CyclicBarrier together = new CyclicBarrier(writers);
        Callable<@Nullable Void> write = () -> {
            AuditTrail node = new AuditTrail(dataSource, LOOKUP_KEY);
            together.await();
            transaction.executeWithoutResult(status -> node.append(entry("task.decided", null, Map.of())));
            return null;
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<@Nullable Void>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                done.add(threads.submit(write));
            }
            for (Future<@Nullable Void> each : done) {
                each.get();
            }
        }

        assertThat(new JdbcTemplate(dataSource)
                        .queryForList("select distinct actor_id from audit_entry where object_id = ?", Long.class, id))
                .hasSize(1);
    }

    @Test
    void forgetsASubjectWhoseTransactionWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            trail.append(entry("never", null, Map.of()));
            status.setRollbackOnly();
        });

        append(List.of(entry("task.decided", null, Map.of())));

        assertThat(page())
                .singleElement()
                .satisfies(read -> assertThat(read.actor().name()).isEqualTo(ann.name()));
    }

    @Test
    void refusesToWriteWithoutATransaction() {
        assertThatThrownBy(() -> trail.append(entry("task.decided", null, Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void canNeitherChangeNorDeleteAnEntry() {
        append(List.of(entry("task.decided", null, Map.of())));
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);

        assertThatThrownBy(() -> jdbc.update("update audit_entry set action = 'other' where object_id = ?", id))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.update("delete from audit_entry where object_id = ?", id))
                .hasStackTraceContaining("permission denied");
    }

    private void append(List<AuditEntry> entries) {
        transaction.executeWithoutResult(status -> trail.append(entries));
    }

    private boolean erase(Actor subject) {
        return Boolean.TRUE.equals(transaction.execute(status -> trail.erase(subject)));
    }

    private List<AuditRecord> page() {
        return reader.page(AuditQuery.ofObject("task", id), null, 50);
    }

    private AuditEntry entry(String action, @Nullable EnginePosition position, Map<String, String> personal) {
        return new AuditEntry(AT, ann, null, action, "task", id, null, null, null, null, personal, position);
    }
}
