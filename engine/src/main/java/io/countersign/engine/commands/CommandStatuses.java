package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What the outbox knows of commands. */
@Repository
class CommandStatuses {

    private final JdbcClient jdbc;
    private final CommandCodec codec;

    CommandStatuses(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.codec = new CommandCodec(json);
    }

    Optional<CommandStatus> find(long id) {
        return jdbc.sql("select id, state, outcome, detail, result from engine_command where id = ?")
                .param(id)
                .query(this::status)
                .optional();
    }

    Optional<Long> newest(CommandKind kind, String target) {
        return jdbc.sql("select id from engine_command where target = ? and kind = ? order by id desc limit 1")
                .params(target, kind.name())
                .query(Long.class)
                .optional();
    }

    Map<Long, CommandStatus> ofTasks(Collection<Long> taskKeys) {
        if (taskKeys.isEmpty()) {
            return Map.of();
        }
        var byTask = new HashMap<Long, CommandStatus>();
        jdbc.sql("""
                select distinct on (target) target, id, state, outcome, detail, result from engine_command
                where target = any (?) and kind = 'COMPLETE_TASK'
                order by target, id desc
                """)
                .param(taskKeys.stream().map(key -> Long.toString(key)).toArray(String[]::new))
                .query((row, number) -> byTask.put(row.getLong("target"), status(row, number)))
                .list();
        return byTask;
    }

    CommandBacklog backlog() {
        return jdbc.sql("""
                select count(*) filter (where state in ('PENDING', 'AMBIGUOUS')) as pending,
                    count(*) filter (where state = 'HELD') as held,
                    (select count(*) from engine_command where state = 'DEAD') as dead,
                    coalesce(extract(epoch from now() - min(created_at) filter (where state <> 'HELD')), 0) as oldest
                from engine_command where state in ('PENDING', 'AMBIGUOUS', 'HELD')
                """)
                .query((row, number) -> new CommandBacklog(
                        row.getLong("pending"),
                        row.getLong("held"),
                        row.getLong("dead"),
                        Duration.ofMillis(Math.max(0, (long) (row.getDouble("oldest") * 1000)))))
                .single();
    }

    private CommandStatus status(ResultSet row, int number) throws SQLException {
        return new CommandStatus(
                row.getLong("id"),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("outcome"))
                        .map(Outcome::valueOf)
                        .orElse(null),
                row.getString("detail"),
                codec.result(row.getString("result")));
    }
}
