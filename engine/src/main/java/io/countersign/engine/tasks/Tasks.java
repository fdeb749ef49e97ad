package io.countersign.engine.tasks;

import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.readmodel.OneAtATime;
import io.countersign.engine.web.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The tasks, with what people did about them. */
@Repository
class Tasks {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EngineCommands commands;
    private final TaskNames names;

    Tasks(JdbcClient jdbc, JsonMapper json, EngineCommands commands, TaskNames names) {
        this.jdbc = jdbc;
        this.json = json;
        this.commands = commands;
        this.names = names;
    }

    Optional<Task> find(long key) {
        List<Task> found = jdbc.sql(
                        "select " + TaskColumns.COLUMNS + " from task t " + TaskColumns.JOINS + " where t.key = ?")
                .param(key)
                .query((row, number) -> TaskColumns.read(row, json))
                .list();
        return complete(found).stream().findFirst();
    }

    /** Those that there are, in no order. */
    List<Task> of(Collection<Long> keys) {
        return complete(jdbc.sql("select " + TaskColumns.COLUMNS + " from task t " + TaskColumns.JOINS
                        + " where t.key = any (?)")
                .params(new Object[] {keys.toArray(Long[]::new)})
                .query((row, number) -> TaskColumns.read(row, json))
                .list());
    }

    /** @throws Problem 404 where there is none */
    Task get(long key) {
        return find(key).orElseThrow(() -> gone(key));
    }

    static Problem gone(long key) {
        return Problem.notFound(
                "task-not-found",
                "There is no such task",
                "No task has the key " + key + ". It may have been removed with its process.");
    }

    /** One change of a task at a time, on all nodes; needs a running transaction. */
    Task lock(long key) {
        return findLocked(key).orElseThrow(() -> gone(key));
    }

    /** As {@link #lock}, where there is one. */
    Optional<Task> findLocked(long key) {
        OneAtATime.of(jdbc, "task", key);
        return find(key);
    }

    /** The tasks of an instance, oldest first. */
    List<Task> ofInstance(long processInstanceKey) {
        return complete(jdbc.sql("select " + TaskColumns.COLUMNS + " from task t " + TaskColumns.JOINS
                        + " where t.process_instance_key = ? order by t.key limit 1000")
                .param(processInstanceKey)
                .query((row, number) -> TaskColumns.read(row, json))
                .list());
    }

    /** Adds the commands of those that are decided, with one query for all of them, and what people and processes are called. */
    private List<Task> complete(List<Task> tasks) {
        Map<Long, CommandStatus> completions = commands.ofTasks(tasks.stream()
                .filter(task -> task.engine().state() == EngineTask.State.OPEN
                        && task.conclusiveVote().isPresent())
                .map(task -> task.engine().key())
                .toList());
        return names.name(tasks.stream()
                .map(task -> task.withCompletion(completions.get(task.engine().key())))
                .toList());
    }
}
