package io.countersign.engine.definitions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deployed processes. */
@Component
public class ProcessDefinitions {

    private static final String SELECT = """
            select key, tenant_id, process_id, version, version_tag, name, documentation, start_form_id, resource_name,
                checksum, deployed_at, deleted_at
            from process_definition
            """;

    private final JdbcClient jdbc;
    private final ElementNames models;
    private final Cache<Long, byte[]> resources;

    ProcessDefinitions(JdbcClient jdbc, ElementNames models, DefinitionSettings settings) {
        this.jdbc = jdbc;
        this.models = models;
        this.resources = Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes())
                .<Long, byte[]>weigher((key, resource) -> resource.length)
                .build();
    }

    public Optional<ProcessDefinition> find(long key) {
        return jdbc.sql(SELECT + "where key = ?")
                .param(key)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The BPMN, byte for byte as it was deployed. */
    public Optional<byte[]> xml(long key) {
        byte[] known = resources.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> read = jdbc.sql("select resource from process_definition where key = ?")
                .param(key)
                .query((row, number) -> row.getBytes("resource"))
                .optional();
        read.ifPresent(resource -> resources.put(key, resource));
        return read;
    }

    /** All versions, newest first. */
    public Page<ProcessDefinition> all(Paging paging) {
        Cursor after = paging.after();
        List<ProcessDefinition> rows = jdbc.sql(SELECT + "where key < ? order by key desc limit ?")
                .params(after == null ? Long.MAX_VALUE : after.number(0), paging.fetch())
                .query((row, number) -> read(row))
                .list();
        return Page.of(paging, rows, definition -> Cursor.of(definition.key()));
    }

    /** The latest version of every process that somebody can start by hand, by name. */
    public List<ProcessDefinition> startable() {
        List<ProcessDefinition> latest =
                jdbc.sql(SELECT + """
                        where (tenant_id, process_id, version) in (
                            select tenant_id, process_id, max(version) from process_definition
                            where deleted_at is null group by tenant_id, process_id)
                        order by lower(coalesce(name, process_id)), process_id
                        """).query((row, number) -> read(row)).list();
        return latest.stream()
                .filter(definition -> models.modelOf(definition.key())
                        .map(ProcessModel::startable)
                        .orElse(false))
                .toList();
    }

    private static ProcessDefinition read(ResultSet row) throws SQLException {
        return new ProcessDefinition(
                row.getLong("key"),
                Objects.requireNonNull(row.getString("tenant_id")),
                row.getString("process_id"),
                row.getInt("version"),
                row.getString("version_tag"),
                row.getString("name"),
                row.getString("documentation"),
                row.getString("start_form_id"),
                row.getString("resource_name"),
                row.getString("checksum"),
                Columns.time(row, "deployed_at"),
                Columns.time(row, "deleted_at"));
    }
}
