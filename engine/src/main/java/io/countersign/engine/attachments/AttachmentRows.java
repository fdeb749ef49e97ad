package io.countersign.engine.attachments;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.OneAtATime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Repository;

/** The files in the database. Their content comes and goes piece by piece. */
@Repository
class AttachmentRows {

    private static final int SLICE = 1 << 20;

    private static final String SELECT = """
            select id, process_instance_key, start_id, draft_id, task_key, name, media_type, size, sha256, uploaded_by,
                uploaded_at, removed_at
            from task_attachment where\s""";

    private static final String LOOSE = "process_instance_key is null and start_id is null and draft_id is null";

    private final JdbcClient jdbc;

    /** How much there is already. */
    record Sum(int files, long bytes) {}

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One change of the files of a request, a draft or an uploader at a time; needs a running transaction. */
    void lock(Object what) {
        OneAtATime.of(jdbc, "attachments", what);
    }

    void insert(StoredFile file, InputStream content) {
        jdbc.sql("""
                        insert into task_attachment (id, process_instance_key, start_id, task_key, name, media_type, size, sha256,
                            uploaded_by, uploaded_at, content)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        file.id(),
                        file.place().processInstanceKey(),
                        file.place().startId(),
                        file.place().taskKey(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        HexFormat.of().parseHex(file.sha256()),
                        file.uploadedBy(),
                        Columns.parameter(file.uploadedAt()),
                        new SqlParameterValue(Types.VARBINARY, new SqlBinaryValue(content, file.size()))))
                .update();
    }

    Optional<StoredFile> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Those of these ids that there are, locked until the transaction ends. */
    List<StoredFile> lockAll(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "id = any (?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** Oldest first. */
    List<StoredFile> ofRequest(@Nullable Long processInstanceKey, @Nullable UUID startId) {
        return jdbc.sql(SELECT + "process_instance_key = ? or start_id = ? order by uploaded_at, id")
                .params(Arrays.asList(processInstanceKey, startId))
                .query((row, number) -> read(row))
                .list();
    }

    List<StoredFile> ofDraft(UUID draftId) {
        return jdbc.sql(SELECT + "draft_id = ? and removed_at is null order by uploaded_at, id")
                .param(draftId)
                .query((row, number) -> read(row))
                .list();
    }

    Sum ofPlace(Place place) {
        return sum(
                "(process_instance_key = ? or start_id = ?)",
                Arrays.asList(place.processInstanceKey(), place.startId()));
    }

    Sum looseOf(String uploader) {
        return sum(LOOSE + " and uploaded_by = ?", List.of(uploader));
    }

    private Sum sum(String where, List<?> parameters) {
        return jdbc.sql("select count(*), coalesce(sum(size), 0) from task_attachment where removed_at is null and "
                        + where)
                .params(parameters)
                .query((row, number) -> new Sum(row.getInt(1), row.getLong(2)))
                .single();
    }

    void moveToStart(Collection<UUID> ids, UUID startId) {
        jdbc.sql("update task_attachment set start_id = ?, draft_id = null where id = any (?)")
                .params(startId, ids.toArray(UUID[]::new))
                .update();
    }

    void moveToDraft(Collection<UUID> ids, UUID draftId) {
        jdbc.sql("update task_attachment set draft_id = ? where id = any (?)")
                .params(draftId, ids.toArray(UUID[]::new))
                .update();
    }

    /** The content goes, the rest stays as a trace. */
    void empty(UUID id, Instant at) {
        jdbc.sql("update task_attachment set content = null, removed_at = ? where id = ?")
                .params(Columns.parameter(at), id)
                .update();
    }

    /** What nobody has sent leaves no trace. */
    void delete(Collection<UUID> ids) {
        jdbc.sql("delete from task_attachment where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .update();
    }

    int deleteLooseBefore(Instant moment) {
        return jdbc.sql("delete from task_attachment where uploaded_at < ? and " + LOOSE)
                .param(Columns.parameter(moment))
                .update();
    }

    /** @throws IOException also where the file is removed meanwhile */
    void copyContent(StoredFile file, OutputStream to) throws IOException {
        for (long from = 0; from < file.size(); from += SLICE) {
            byte[] slice = jdbc.sql("select substring(content from ? for ?) as slice from task_attachment where id = ?")
                    .params((int) from + 1, SLICE, file.id())
                    .query((row, number) -> Optional.ofNullable(row.getBytes("slice")))
                    .optional()
                    .flatMap(found -> found)
                    .orElseThrow(() -> new IOException("the file " + file.id() + " was removed while it was read"));
            to.write(slice);
        }
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        return new StoredFile(
                row.getObject("id", UUID.class),
                new Place(
                        Columns.number(row, "process_instance_key"),
                        row.getObject("start_id", UUID.class),
                        row.getObject("draft_id", UUID.class),
                        Columns.number(row, "task_key")),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("uploaded_by"),
                Objects.requireNonNull(Columns.time(row, "uploaded_at")),
                Columns.time(row, "removed_at"));
    }
}
