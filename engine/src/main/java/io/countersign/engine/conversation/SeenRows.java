package io.countersign.engine.conversation;

import io.countersign.engine.conversation.Seen.Change;
import io.countersign.engine.instances.Variables;
import io.countersign.engine.readmodel.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people saw of requests when they last looked. */
@Repository
class SeenRows {

    private static final int MAX_VALUES = 60;
    private static final int MAX_LENGTH = 500;
    private static final TypeReference<TreeMap<String, JsonNode>> VALUES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Variables variables;
    private final JsonMapper json;

    SeenRows(JdbcClient jdbc, Variables variables, JsonMapper json) {
        this.jdbc = jdbc;
        this.variables = variables;
        this.json = json;
    }

    void look(String username, long rootKey, Instant at) {
        jdbc.sql("""
                        insert into task_seen (username, process_instance_key, seen_at, variables)
                        values (?, ?, ?, cast(? as jsonb))
                        on conflict (username, process_instance_key)
                            do update set seen_at = excluded.seen_at, variables = excluded.variables
                        """)
                .params(username, rootKey, Columns.parameter(at), json.writeValueAsString(values(rootKey)))
                .update();
    }

    /** Empty where it is the first time. */
    Optional<Seen> last(String username, long rootKey) {
        return jdbc.sql("select seen_at, cast(variables as text) as variables from task_seen"
                        + " where username = ? and process_instance_key = ?")
                .params(username, rootKey)
                .query((row, number) -> {
                    TreeMap<String, JsonNode> before = json.readValue(row.getString("variables"), VALUES);
                    return new Seen(
                            Objects.requireNonNull(Columns.time(row, "seen_at")), changes(before, values(rootKey)));
                })
                .optional();
    }

    static List<Change> changes(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<Change>();
        for (String name : names) {
            JsonNode was = before.get(name);
            JsonNode is = after.get(name);
            if (!Objects.equals(was, is)) {
                changes.add(new Change(name, was, is));
            }
        }
        return changes;
    }

    private Map<String, JsonNode> values(long rootKey) {
        var small = new TreeMap<String, JsonNode>();
        variables.ofInstance(rootKey).forEach((name, value) -> {
            if (value.isValueNode() && value.asString("").length() <= MAX_LENGTH && small.size() < MAX_VALUES) {
                small.put(name, value);
            }
        });
        return small;
    }
}
