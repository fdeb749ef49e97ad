package io.countersign.engine.definitions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The deployed forms. */
@Component
public class Forms {

    private static final String SELECT = "select key, form_id, version, checksum, resource from form where ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Cache<Long, Form> cache;

    Forms(JdbcClient jdbc, JsonMapper json, DefinitionSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes())
                // a parsed form takes several times the memory of its text
                .<Long, Form>weigher((key, form) -> 8 * form.schema().toString().length())
                .build();
    }

    public Optional<Form> find(long key) {
        Form known = cache.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Form> found = jdbc.sql(SELECT + "key = ?")
                .param(key)
                .query((row, number) -> read(row))
                .optional();
        found.ifPresent(form -> cache.put(key, form));
        return found;
    }

    /** The newest version that is not deleted. */
    public Optional<Form> latest(String tenantId, String formId) {
        return jdbc.sql("""
                        select key from form where tenant_id = ? and form_id = ? and deleted_at is null
                        order by version desc limit 1
                        """)
                .params(tenantId, formId)
                .query(Long.class)
                .optional()
                .flatMap(this::find);
    }

    private Form read(ResultSet row) throws SQLException {
        return new Form(
                row.getLong("key"),
                row.getString("form_id"),
                row.getInt("version"),
                row.getString("checksum"),
                schema(row.getBytes("resource")));
    }

    /** Zeebe takes any bytes for a form; what is not JSON is shown as an empty form. */
    private JsonNode schema(byte[] resource) {
        try {
            return json.readTree(new String(resource, StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
