package io.countersign.engine.instances;

import io.countersign.engine.identity.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who asked for what to be started, and what came of it. */
@Repository
class StartRequests {

    private final JdbcClient jdbc;

    StartRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One request.
     *
     * @param processInstanceKey null while it is not known
     * @param failure JSON, null where the engine did not say no
     */
    record StartRequest(
            UUID id,
            @Nullable String bodyHash,
            long processDefinitionKey,
            String processId,
            int version,
            String tenantId,
            @Nullable String businessKey,
            @Nullable Long processInstanceKey,
            @Nullable String failure) {}

    /** What came of a request. */
    record Result(
            UUID id,
            @Nullable Long processInstanceKey,
            @Nullable String failure) {}

    /** A request whose instance is known now. */
    record Answered(UUID id, String caller, long processInstanceKey) {}

    /** @return false where the caller has used the key before */
    boolean insert(
            UUID id,
            Caller caller,
            @Nullable String idempotencyKey,
            String bodyHash,
            Startable.Definition definition,
            @Nullable String businessKey,
            Instant now) {
        return jdbc.sql("""
                insert into start_request (id, caller, requester, idempotency_key, body_hash, process_definition_key,
                    process_id, tenant_id, business_key, requested_at)
                values (:id, :caller, :requester, :key, :hash, :definition, :processId, :tenant, :businessKey, :now)
                on conflict (caller, idempotency_key) where idempotency_key is not null do nothing
                """)
                        .param("id", id)
                        .param("caller", caller.id())
                        .param("requester", caller.isPerson() ? caller.name() : null)
                        .param("key", idempotencyKey)
                        .param("hash", bodyHash)
                        .param("definition", definition.key())
                        .param("processId", definition.processId())
                        .param("tenant", definition.tenantId())
                        .param("businessKey", businessKey)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<StartRequest> find(Caller caller, String idempotencyKey) {
        return find("s.caller = ? and s.idempotency_key = ?", caller.id(), idempotencyKey);
    }

    Optional<StartRequest> find(UUID id) {
        return find("s.id = ?", id);
    }

    private Optional<StartRequest> find(String where, Object... params) {
        return jdbc.sql("""
                select s.id, s.body_hash, s.process_definition_key, s.process_id, s.tenant_id, s.business_key,
                    s.process_instance_key, s.failure, d.version
                from start_request s left join process_definition d on d.key = s.process_definition_key where
                """ + where)
                .params(params)
                .query((row, number) -> new StartRequest(
                        row.getObject("id", UUID.class),
                        row.getString("body_hash"),
                        row.getLong("process_definition_key"),
                        row.getString("process_id"),
                        row.getInt("version"),
                        row.getString("tenant_id"),
                        row.getString("business_key"),
                        row.getObject("process_instance_key", Long.class),
                        row.getString("failure")))
                .optional();
    }

    /** Keeps what came of many requests; an instance that is known stays. */
    List<Answered> answered(List<Result> results) {
        return jdbc.sql("""
                update start_request s
                set process_instance_key = coalesce(s.process_instance_key, r.process_instance_key),
                    failure = r.failure::jsonb
                from unnest(:ids::uuid[], :instances::bigint[], :failures::text[])
                    as r (id, process_instance_key, failure)
                where s.id = r.id
                returning s.id, s.caller, s.process_instance_key
                """)
                .param("ids", results.stream().map(it -> it.id().toString()).toArray(String[]::new))
                .param(
                        "instances",
                        results.stream().map(Result::processInstanceKey).toArray(Long[]::new))
                .param("failures", results.stream().map(Result::failure).toArray(String[]::new))
                .query((row, number) -> new Answered(
                        row.getObject("id", UUID.class), row.getString("caller"), row.getLong("process_instance_key")))
                .list();
    }

    /** Lets keys be used again that were used before then. */
    int forgetKeysBefore(Instant moment) {
        return jdbc.sql("""
                update start_request set idempotency_key = null, body_hash = null
                where requested_at < ? and idempotency_key is not null
                """).param(moment.atOffset(ZoneOffset.UTC)).update();
    }
}
