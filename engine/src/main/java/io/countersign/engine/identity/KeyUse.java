package io.countersign.engine.identity;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When each key was last used, written once a minute rather than with every request. */
@Component
class KeyUse {

    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Clock clock;

    KeyUse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void now(UUID key) {
        used.put(key, clock.instant());
    }

    @PreDestroy
    @Scheduled(fixedDelayString = "PT1M")
    void write() {
        for (var entry : new HashMap<>(used).entrySet()) {
            jdbc.sql("update api_key set last_used_at = greatest(last_used_at, :at) where id = :id")
                    .param("at", OffsetDateTime.ofInstant(entry.getValue(), ZoneOffset.UTC))
                    .param("id", entry.getKey())
                    .update();
            used.remove(entry.getKey(), entry.getValue());
        }
    }
}
