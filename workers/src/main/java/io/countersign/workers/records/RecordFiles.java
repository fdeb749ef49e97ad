package io.countersign.workers.records;

import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import io.countersign.workers.jobs.Job;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Records as files of their requests: who may see a request may have them. One job has one file, however often it runs. */
@Repository
class RecordFiles {

    /** The engine shows it as Countersign; neither a person nor a key can be called so. */
    private static final String BY = "system:countersign";

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditTrail audit;

    /** @param name may be another one than asked for, where an earlier try kept it */
    record Kept(UUID id, String name) {}

    RecordFiles(JdbcClient jdbc, TransactionOperations transactions, AuditTrail audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** What an earlier try kept, even if somebody has removed it since. */
    Optional<Kept> find(Job job) {
        return jdbc.sql("select id, name from task_attachment where id = ?")
                .param(id(job))
                .query(Kept.class)
                .optional();
    }

    Kept keep(Job job, long processInstanceKey, String name, byte[] pdf, Instant now) {
        transactions.executeWithoutResult(transaction -> {
            byte[] sha256 = sha256(pdf);
            int inserted = jdbc.sql("""
                            insert into task_attachment (id, process_instance_key, name, media_type, size, sha256, uploaded_by,
                                uploaded_at, content)
                            values (:id, :instance, :name, 'application/pdf', :size, :sha256, :by, :at, :content)
                            on conflict (id) do nothing
                            """)
                    .param("id", id(job))
                    .param("instance", processInstanceKey)
                    .param("name", name)
                    .param("size", pdf.length)
                    .param("sha256", sha256)
                    .param("by", BY)
                    .param("at", now.atOffset(ZoneOffset.UTC))
                    .param("content", pdf)
                    .update();
            if (inserted == 1) {
                audit.append(entry(
                        job,
                        processInstanceKey,
                        name,
                        pdf.length,
                        HexFormat.of().formatHex(sha256),
                        now));
                // browsers that show the request ask again
                jdbc.sql("select pg_notify('countersign_hints', '{\"topics\":[\"tasks\",\"requests\"]}')")
                        .query()
                        .singleRow();
            }
        });
        return find(job).orElseThrow();
    }

    private static AuditEntry entry(
            Job job, long processInstanceKey, String name, int size, String sha256, Instant now) {
        var after = new TreeMap<String, Object>(Map.of(
                "mediaType", "application/pdf", "size", size, "sha256", sha256, "jobKey", String.valueOf(job.key())));
        return new AuditEntry(
                now,
                Actor.system("workers"),
                null,
                "attachment.recorded",
                "attachment",
                id(job).toString(),
                processInstanceKey,
                null,
                null,
                JSON.writeValueAsString(after),
                Map.of("name", name),
                null);
    }

    private static UUID id(Job job) {
        return UUID.nameUUIDFromBytes(("decision-record/" + job.key()).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
