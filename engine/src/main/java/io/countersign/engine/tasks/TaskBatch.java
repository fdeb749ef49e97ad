package io.countersign.engine.tasks;

import io.countersign.engine.definitions.ElementNames;
import io.countersign.engine.recordstream.Changes;
import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.Projection.Batch;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.engine.recordstream.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Some records' worth of tasks. */
final class TaskBatch implements Batch {

    private static final String HUMAN = "io.camunda.zeebe:userTask";

    private final ElementNames elementNames;
    private final Runnable tasksArrived;
    private final Map<Long, TaskRow> rows = new TreeMap<>();
    private final Map<Long, TaskRow> byElement = new HashMap<>();
    private final List<TaskRow> created = new ArrayList<>();
    private final List<TaskRow> incomplete = new ArrayList<>();
    private final Map<Long, LogRecord> completions = new HashMap<>();

    // what variables say so far, by scope; a later change of the policy must not reach a task that is there already
    private final Map<Long, @Nullable String> approvals = new HashMap<>();
    private final Map<Long, @Nullable String> deadlines = new HashMap<>();

    // whose end takes their tasks along, should the engine forget to say so (camunda/camunda#24672)
    private final Map<Long, LogRecord> terminatedElements = new HashMap<>();
    private final Map<Long, Long> endedInstances = new HashMap<>();

    /** @param tasksArrived told within the transaction in which tasks are put down that features are to hear of */
    TaskBatch(ElementNames elementNames, Runnable tasksArrived) {
        this.elementNames = elementNames;
        this.tasksArrived = tasksArrived;
    }

    @Override
    public void fold(LogRecord record, Changes changes) {
        RecordValue value = record.value();
        switch (record.valueType()) {
            case VARIABLE -> foldVariable(record, value);
            case PROCESS_INSTANCE -> foldElement(record, value, changes);
            case USER_TASK -> {
                TaskRow row = row(record.key(), TaskRow.ofUserTask(record));
                row.describeUserTask(value);
                foldTask(record, row, changes);
            }
            case JOB -> {
                if (value.text("type").equals(HUMAN)) {
                    TaskRow row = row(record.key(), TaskRow.ofJob(record));
                    row.describeJob(value);
                    foldTask(record, row, changes);
                }
            }
            default -> {}
        }
    }

    private TaskRow row(long key, TaskRow fresh) {
        return rows.computeIfAbsent(key, k -> fresh);
    }

    private void foldVariable(LogRecord record, RecordValue value) {
        Map<Long, @Nullable String> known = switch (value.text("name")) {
            case Approval.VARIABLE -> approvals;
            case TaskTable.DEADLINE -> deadlines;
            default -> null;
        };
        if (known != null && !record.intent().equals("MIGRATED")) {
            known.put(value.number("scopeKey"), TaskTable.words(value.text("value")));
        }
    }

    private void foldTask(LogRecord record, TaskRow row, Changes changes) {
        byElement.put(row.elementInstanceKey, row);
        switch (record.intent()) {
            case "CREATED" -> {
                row.createdAt = record.timestamp();
                created.add(row);
                row.approval = approvals.get(row.elementInstanceKey);
                row.deadline = deadlines.get(row.elementInstanceKey);
                if (!approvals.containsKey(row.elementInstanceKey) || !deadlines.containsKey(row.elementInstanceKey)) {
                    incomplete.add(row);
                }
                audit(record, "task.created", row, changes);
            }
            case "ASSIGNED" -> audit(record, "task.assigned", row, changes);
            case "COMPLETED" -> {
                row.complete(record);
                completions.put(row.key, record);
                audit(record, "task.completed", row, changes);
            }
            case "CANCELED" -> {
                row.end("CANCELED", record);
                audit(record, "task.canceled", row, changes);
            }
            // anything else changes what the task says, not whether it is open
            default -> {}
        }
        changes.touch(Topic.TASKS);
        changes.touch(Topic.REQUESTS);
    }

    private void foldElement(LogRecord record, RecordValue value, Changes changes) {
        String type = value.text("bpmnElementType");
        boolean terminated = record.intent().equals("ELEMENT_TERMINATED");
        if (type.equals("PROCESS")) {
            if (terminated || record.intent().equals("ELEMENT_COMPLETED")) {
                endedInstances.put(record.key(), record.timestamp());
            }
        } else if (terminated && type.equals("USER_TASK")) {
            TaskRow row = byElement.get(record.key());
            if (row == null) {
                terminatedElements.put(record.key(), record);
            } else if (row.state.equals("OPEN")) {
                row.end("CANCELED", record);
                audit(record, "task.canceled", row, changes);
            }
        }
    }

    private static void audit(LogRecord record, String action, TaskRow row, Changes changes) {
        changes.audit(
                record,
                action,
                "task",
                row.key,
                "elementId",
                row.elementId,
                "processId",
                row.processId,
                "state",
                row.state,
                "decisionId",
                row.completedBy);
    }

    @Override
    public void write(JdbcTemplate jdbc, Changes changes) {
        if (!incomplete.isEmpty()) {
            TaskTable.addWords(jdbc, incomplete, approvals.keySet(), deadlines.keySet());
        }
        if (!rows.isEmpty()) {
            TaskTable.upsert(jdbc, rows.values(), elementNames);
        }
        if (!completions.isEmpty()) {
            for (long bypassed : TaskTable.bypassed(jdbc, completions.keySet())) {
                LogRecord record = completions.get(bypassed);
                if (record != null) {
                    changes.audit(record, "task.policy-bypassed", "task", bypassed, "state", "COMPLETED_ELSEWHERE");
                }
            }
        }
        closeLeftovers(jdbc, changes);
        if (changes.isLive()) {
            arrive(jdbc);
        }
    }

    private void arrive(JdbcTemplate jdbc) {
        List<TaskRow> arrived =
                created.stream().filter(TaskRow::hasWorkForFeatures).toList();
        if (!arrived.isEmpty()) {
            TaskTable.arrive(jdbc, arrived);
            tasksArrived.run();
        }
    }

    private void closeLeftovers(JdbcTemplate jdbc, Changes changes) {
        Map<Long, Long> times = new TreeMap<>();
        if (!terminatedElements.isEmpty()) {
            TaskTable.openTasksOf(jdbc, "element_instance_key", terminatedElements.keySet())
                    .forEach((task, element) -> {
                        LogRecord record = Objects.requireNonNull(terminatedElements.get(element));
                        times.put(task, record.timestamp());
                        changes.audit(record, "task.canceled", "task", task, "state", "CANCELED");
                    });
        }
        if (!endedInstances.isEmpty()) {
            TaskTable.openTasksOf(jdbc, "process_instance_key", endedInstances.keySet())
                    .forEach((task, instance) ->
                            times.putIfAbsent(task, Objects.requireNonNull(endedInstances.get(instance))));
        }
        if (!times.isEmpty()) {
            TaskTable.cancel(jdbc, times);
            changes.touch(Topic.TASKS);
        }
    }
}
