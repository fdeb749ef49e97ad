package io.countersign.engine.organisation;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Choices that hold on all nodes from the moment they are made. Each is a small record of the feature that it is about. */
@Component
public class OrganisationSettings {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail trail;
    private final Clock clock;

    OrganisationSettings(JdbcClient jdbc, JsonMapper json, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.trail = trail;
        this.clock = clock;
    }

    /** Empty where nobody chose. */
    public <T> Optional<T> find(String name, Class<T> type) {
        return text(name).map(value -> json.readValue(value, type));
    }

    /** Writes it down with who chose it; choosing the same again is nothing to tell. */
    @Transactional
    public void set(Caller by, String name, Object value) {
        OneAtATime.of(jdbc, "organisation-setting", name);
        String before = text(name).orElse(null);
        String after = json.writeValueAsString(value);
        if (before != null && json.readTree(before).equals(json.readTree(after))) {
            return;
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into organisation_setting (name, value, changed_at) values (?, cast(? as jsonb), ?)
                        on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
                        """).params(name, after, now.atOffset(ZoneOffset.UTC)).update();
        audit(by, name, before, after, now);
    }

    private void audit(Caller by, String name, @Nullable String before, String after, Instant at) {
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                "organisation-setting.changed",
                "organisation-setting",
                name,
                null,
                RequestId.current(),
                before,
                after,
                Map.of(),
                null));
    }

    private Optional<String> text(String name) {
        return jdbc.sql("select value from organisation_setting where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }
}
