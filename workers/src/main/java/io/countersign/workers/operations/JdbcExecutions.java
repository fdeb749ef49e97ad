package io.countersign.workers.operations;

import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import io.countersign.workers.jobs.Job;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcExecutions implements Executions {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditTrail audit;

    JdbcExecutions(JdbcClient jdbc, TransactionOperations transactions, AuditTrail audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public void record(Job job, Execution execution) {
        transactions.executeWithoutResult(transaction -> {
            insert(job, execution);
            audit.append(entry(job, execution));
        });
    }

    private void insert(Job job, Execution execution) {
        jdbc.sql("""
                        insert into operation_execution (job_key, attempt, process_instance_key, tenant_id, target, method, url,
                            status, outcome, detail, request, answer, started_at, ended_at)
                        select :jobKey, coalesce(max(attempt), 0) + 1, :instance, :tenant, :target, :method, :url,
                            :status, :outcome, :detail, :request, :answer, :startedAt, :endedAt
                        from operation_execution where job_key = :jobKey
                        """)
                .param("jobKey", job.key())
                .param("instance", job.processInstanceKey())
                .param("tenant", job.tenantId())
                .param("target", execution.target())
                .param("method", execution.method())
                .param("url", execution.url())
                .param("status", execution.status())
                .param("outcome", execution.outcome())
                .param("detail", execution.detail())
                .param("request", execution.request())
                .param("answer", execution.answer())
                .param("startedAt", at(execution.startedAt()))
                .param("endedAt", at(execution.endedAt()))
                .update();
    }

    private static AuditEntry entry(Job job, Execution execution) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("target", execution.target());
        after.put("method", execution.method());
        after.put("status", execution.status());
        after.put("outcome", execution.outcome());
        return new AuditEntry(
                execution.endedAt(),
                Actor.system("workers"),
                null,
                "operation.called",
                "operation",
                String.valueOf(job.key()),
                job.processInstanceKey(),
                null,
                null,
                JSON.writeValueAsString(after),
                Map.of(),
                null);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
