package io.countersign.engine.commands;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something the engine has to be told, durably. There is one open command per kind and {@link #target()}. */
public sealed interface EngineCommand {

    /** What the command acts on: an engine key, or a start id. */
    String target();

    /** The instance the command belongs to, null while there is none yet. */
    @Nullable
    Long processInstanceKey();

    /** Starts an instance. {@code startId} travels with it as the variable {@code countersignStartId}. */
    record CreateInstance(
            UUID startId, long processDefinitionKey, String tenantId, Map<String, @Nullable Object> variables)
            implements EngineCommand {
        @Override
        public String target() {
            return startId.toString();
        }

        @Override
        public @Nullable Long processInstanceKey() {
            return null;
        }
    }

    record CancelInstance(long instanceKey) implements EngineCommand {
        @Override
        public String target() {
            return Long.toString(instanceKey);
        }

        @Override
        public Long processInstanceKey() {
            return instanceKey;
        }
    }

    /** Completes a human task by its key. {@code decisionId} travels along as the variable {@code countersignDecisionId}. */
    record CompleteTask(
            long taskKey, TaskKind kind, long instanceKey, UUID decisionId, Map<String, @Nullable Object> variables)
            implements EngineCommand {
        @Override
        public String target() {
            return Long.toString(taskKey);
        }

        @Override
        public Long processInstanceKey() {
            return instanceKey;
        }
    }

    /** Resolves an incident; where it has a job, the job's retries are raised first. */
    record ResolveIncident(long incidentKey, @Nullable Long jobKey, int retries, long instanceKey)
            implements EngineCommand {
        @Override
        public String target() {
            return Long.toString(incidentKey);
        }

        @Override
        public Long processInstanceKey() {
            return instanceKey;
        }
    }

    record SetVariables(
            long elementInstanceKey, long instanceKey, Map<String, @Nullable Object> variables, boolean local)
            implements EngineCommand {
        @Override
        public String target() {
            return Long.toString(elementInstanceKey);
        }

        @Override
        public Long processInstanceKey() {
            return instanceKey;
        }
    }

    /** The two kinds of BPMN user task. */
    enum TaskKind {
        JOB,
        NATIVE
    }
}
