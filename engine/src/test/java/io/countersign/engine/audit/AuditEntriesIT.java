package io.countersign.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Client;
import io.countersign.engine.EngineTest;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.TestPeople;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

@EngineTest
@Import(AuditEntriesIT.Participants.class)
class AuditEntriesIT {

    private static final AtomicLong KEYS = new AtomicLong(2251799813685249L);
    private static final Instant AT = Instant.parse("2026-11-22T20:15:00Z");

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Autowired
    AuditTrail trail;

    @Autowired
    TransactionTemplate transaction;

    /** Everybody takes part in instances with an even key. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Participants {

        @Bean
        InstanceVisibility evenInstances() {
            return (caller, key) -> key % 2 == 0;
        }
    }

    @Test
    void areReadPageByPageNewestFirst() {
        var instance = KEYS.addAndGet(2);
        for (var i = 0; i < 3; i++) {
            append(instance, "task.decided", i);
        }
        var auditor = system(Role.AUDITOR);
        var path = "/api/v1/audit-entries?limit=2&processInstanceKey=" + instance;

        var first = auditor.get(path).body();
        var second = auditor.get(path + "&cursor=" + first.path("nextCursor").asString())
                .body();

        assertThat(first.path("items").size()).isEqualTo(2);
        var entry = first.path("items").path(0);
        assertThat(entry.path("id").isString()).isTrue();
        assertThat(entry.path("at").asString()).isEqualTo("2026-11-22T20:15:00Z");
        assertThat(entry.path("actor").path("name").asString()).isEqualTo("ann");
        assertThat(entry.path("after").path("n").asInt()).isEqualTo(2);
        assertThat(entry.path("before").isNull()).isTrue();
        assertThat(entry.path("comment").asString()).isEqualTo("because");
        assertThat(entry.path("processInstanceKey").asString()).isEqualTo(Long.toString(instance));
        assertThat(second.path("items").path(0).path("after").path("n").asInt()).isZero();
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void areForThoseWhoTakePart() {
        var theirs = KEYS.addAndGet(2);
        var own = theirs % 2 == 0 ? theirs : theirs + 1;
        var foreign = own + 1;
        var user = system(Role.USER);

        assertThat(user.get("/api/v1/audit-entries").problem()).isEqualTo("not-permitted");
        assertThat(user.get("/api/v1/audit-entries?processInstanceKey=" + foreign)
                        .status())
                .isEqualTo(403);
        assertThat(user.get("/api/v1/audit-entries?processInstanceKey=" + own).status())
                .isEqualTo(200);
        assertThat(system(Role.DESIGNER)
                        .get("/api/v1/audit-entries?processInstanceKey=" + own)
                        .status())
                .isEqualTo(403);
        assertThat(system(Role.OPERATOR).get("/api/v1/audit-entries").status()).isEqualTo(200);
    }

    @Test
    void needATypeForAnId() {
        assertThat(system(Role.AUDITOR).get("/api/v1/audit-entries?objectId=1").status())
                .isEqualTo(400);
    }

    private Client system(Role role) {
        return Client.system(port, TestPeople.key(keys, Set.of(role)));
    }

    private void append(long instance, String action, int number) {
        transaction.executeWithoutResult(status -> trail.append(new AuditEntry(
                AT,
                Actor.person("ann"),
                null,
                action,
                "task",
                "1",
                instance,
                "request-1",
                null,
                "{\"n\":" + number + "}",
                Map.of("comment", "because"),
                null)));
    }
}
