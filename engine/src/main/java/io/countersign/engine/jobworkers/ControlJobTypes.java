package io.countersign.engine.jobworkers;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.jobworkers.JobType.JobTypeControl;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wanted of the workers of a type. They notice within a second, on all nodes. */
@Component
public class ControlJobTypes {

    private final JobTypes types;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    ControlJobTypes(JobTypes types, JdbcClient jdbc, AuditTrail audit, JsonMapper json, Clock clock) {
        this.types = types;
        this.jdbc = jdbc;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param maxActive on each node; null: as configured
     * @throws Problem 404 where nobody does such jobs
     */
    @Transactional
    public JobType set(Caller by, String jobType, boolean paused, @Nullable Integer maxActive) {
        types.get(jobType);
        OneAtATime.of(jdbc, "job-type", jobType);
        JobTypeControl before = types.control(jobType).orElse(null);
        boolean wasPaused = before != null && before.paused();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into job_type_control (job_type, paused, max_active, changed_by, changed_at)
                        values (:type, :paused, :maxActive, :by, :at)
                        on conflict (job_type) do update set paused = excluded.paused, max_active = excluded.max_active,
                            changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        """)
                .param("type", jobType)
                .param("paused", paused)
                .param("maxActive", maxActive)
                .param("by", by.actor().name())
                .param("at", Columns.parameter(now))
                .update();
        String action = paused == wasPaused ? "job-type.changed" : paused ? "job-type.paused" : "job-type.resumed";
        audit.append(new AuditEntry(
                now,
                by.actor(),
                null,
                action,
                "job-type",
                jobType,
                null,
                RequestId.current(),
                before == null ? null : json(before.paused(), before.maxActive()),
                json(paused, maxActive),
                Map.of(),
                null));
        return types.get(jobType);
    }

    private String json(boolean paused, @Nullable Integer maxActive) {
        Map<String, @Nullable Object> wish = new HashMap<>();
        wish.put("paused", paused);
        wish.put("maxActive", maxActive);
        return json.writeValueAsString(wish);
    }
}
