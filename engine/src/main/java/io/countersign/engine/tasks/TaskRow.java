package io.countersign.engine.tasks;

import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.processes.ReservedVariables;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code task} in the making. Every record of either kind of task carries the whole task, so the last one wins. */
final class TaskRow {

    private static final String RESERVED = "io.camunda.zeebe:";
    private static final int DEFAULT_PRIORITY = 50;

    final long key;
    final String kind;
    final int partitionId;

    String tenantId = "";
    long processInstanceKey;
    long elementInstanceKey;
    long processDefinitionKey;
    String processId = "";
    String elementId = "";
    String state = "OPEN";

    @Nullable
    String assignee;

    List<String> candidateGroups = List.of();
    List<String> candidateUsers = List.of();

    @Nullable
    Long dueAt;

    @Nullable
    Long followUpAt;

    int priority = DEFAULT_PRIORITY;

    @Nullable
    Long formKey;

    @Nullable
    String externalForm;

    Map<String, String> customHeaders = Map.of();

    @Nullable
    Long createdAt;

    @Nullable
    Long endedAt;

    @Nullable
    String completedBy;

    /** JSON; of the moment when the task appeared. */
    @Nullable
    String approval;

    /** JSON; of the same moment. */
    @Nullable
    String deadline;

    private TaskRow(String kind, LogRecord record) {
        this.kind = kind;
        this.key = record.key();
        this.partitionId = record.partitionId();
    }

    static TaskRow ofJob(LogRecord record) {
        return new TaskRow("JOB", record);
    }

    static TaskRow ofUserTask(LogRecord record) {
        return new TaskRow("NATIVE", record);
    }

    void describeJob(RecordValue value) {
        describe(value);
        RecordValue headers = value.object("customHeaders");
        assignee = headers.optionalText(RESERVED + "assignee");
        candidateGroups = headers.textsWithin(RESERVED + "candidateGroups");
        candidateUsers = headers.textsWithin(RESERVED + "candidateUsers");
        dueAt = time(headers.optionalText(RESERVED + "dueDate"));
        followUpAt = time(headers.optionalText(RESERVED + "followUpDate"));
        form(headers.optionalText(RESERVED + "formKey"));
        customHeaders = new TreeMap<>(headers.allTexts());
        customHeaders.keySet().removeIf(name -> name.startsWith(RESERVED));
    }

    void describeUserTask(RecordValue value) {
        describe(value);
        assignee = value.optionalText("assignee");
        candidateGroups = value.texts("candidateGroupsList");
        candidateUsers = value.texts("candidateUsersList");
        dueAt = time(value.optionalText("dueDate"));
        followUpAt = time(value.optionalText("followUpDate"));
        priority = value.number("priority", DEFAULT_PRIORITY);
        formKey = value.key("formKey");
        externalForm = value.optionalText("externalFormReference");
        customHeaders = new TreeMap<>(value.object("customHeaders").allTexts());
    }

    private void describe(RecordValue value) {
        tenantId = value.text("tenantId");
        processInstanceKey = value.number("processInstanceKey");
        elementInstanceKey = value.number("elementInstanceKey");
        processDefinitionKey = value.number("processDefinitionKey");
        processId = value.text("bpmnProcessId");
        elementId = value.text("elementId");
    }

    void complete(LogRecord record) {
        end("COMPLETED", record);
        completedBy = uuid(record.value().object("variables").optionalText(ReservedVariables.DECISION_ID));
    }

    /** Whether a feature has something to do now that it is there: it has a deadline, or people may be asked by mail. */
    boolean hasWorkForFeatures() {
        return state.equals("OPEN")
                && (deadline != null || (approval != null && Approval.goesByMail(TaskTable.JSON.readTree(approval))));
    }

    void end(String how, LogRecord record) {
        state = how;
        endedAt = record.timestamp();
    }

    /** A deployed form is named by its key, whatever else by a reference. */
    private void form(@Nullable String reference) {
        formKey = null;
        externalForm = null;
        if (reference != null) {
            try {
                formKey = Long.valueOf(reference);
            } catch (NumberFormatException e) {
                externalForm = reference;
            }
        }
    }

    private static @Nullable Long time(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : (Long) ZonedDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            // the engine has checked it; should it ever let something else through, the task matters more than its date
            return null;
        }
    }

    private static @Nullable String uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
