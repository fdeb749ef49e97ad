package io.countersign.engine.instances;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The variables of process instances. Countersign's own are not shown. */
@Repository
public class Variables {

    private static final int MAX_SUMMARY = 12;
    private static final int MAX_SUMMARY_TEXT = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Variables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What an element sees, by name: its own and those of the scopes around it, the nearest first. */
    public Map<String, JsonNode> seenFrom(long processInstanceKey, long elementInstanceKey) {
        var variables = new LinkedHashMap<String, JsonNode>();
        jdbc.sql("""
                        with recursive scope (key, distance) as (
                            select cast(:element as bigint), 0
                            union all
                            select e.flow_scope_key, scope.distance + 1
                            from scope join element_instance e on e.key = scope.key
                            where e.flow_scope_key > 0 and scope.distance < 100)
                        select distinct on (v.name) v.name, v.value
                        from scope join variable v on v.process_instance_key = :instance and v.scope_key = scope.key
                        where v.name not like 'countersign%'
                        order by v.name, scope.distance
                        """)
                .param("element", elementInstanceKey)
                .param("instance", processInstanceKey)
                .query(row -> {
                    variables.put(row.getString("name"), parse(row.getString("value")));
                });
        return variables;
    }

    /** Those of the instance itself, by name. */
    public Map<String, JsonNode> ofInstance(long processInstanceKey) {
        return seenFrom(processInstanceKey, processInstanceKey);
    }

    /** A few small values of each instance, for a row in a list: what was there first, texts cut. One query for all. */
    public Map<Long, Map<String, JsonNode>> summaries(Collection<Long> processInstanceKeys) {
        var summaries = new LinkedHashMap<Long, Map<String, JsonNode>>();
        if (processInstanceKeys.isEmpty()) {
            return summaries;
        }
        jdbc.sql("""
                        select v.process_instance_key, v.name, v.value
                        from unnest(?) as wanted (key)
                        cross join lateral (
                            select process_instance_key, name, value, key from variable
                            where process_instance_key = wanted.key and scope_key = wanted.key
                                and octet_length(value) <= 2000 and left(value, 1) not in ('{', '[', 'n')
                                and name not like 'countersign%'
                            order by key limit ?) v
                        order by v.process_instance_key, v.key
                        """)
                .params(processInstanceKeys.stream().distinct().toArray(Long[]::new), MAX_SUMMARY)
                .query(row -> {
                    summaries
                            .computeIfAbsent(row.getLong("process_instance_key"), key -> new LinkedHashMap<>())
                            .put(row.getString("name"), cut(parse(row.getString("value"))));
                });
        return summaries;
    }

    private static JsonNode cut(JsonNode value) {
        if (!value.isString() || value.stringValue().length() <= MAX_SUMMARY_TEXT) {
            return value;
        }
        String text = value.stringValue();
        int end = Character.isHighSurrogate(text.charAt(MAX_SUMMARY_TEXT - 2))
                ? MAX_SUMMARY_TEXT - 2
                : MAX_SUMMARY_TEXT - 1;
        return JsonNodeFactory.instance.stringNode(text.substring(0, end) + "…");
    }

    private JsonNode parse(String value) {
        try {
            return json.readTree(value);
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.stringNode(value);
        }
    }
}
