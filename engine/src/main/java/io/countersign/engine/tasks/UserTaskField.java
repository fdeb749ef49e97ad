package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Conversion;
import io.countersign.engine.readmodel.SearchField;

/** What user tasks are searched by. */
enum UserTaskField implements SearchField {
    USER_TASK_KEY("t.key", Conversion.KEY, true, false),
    ELEMENT_ID("t.element_id", Conversion.TEXT, false, false),
    NAME("t.name", Conversion.TEXT, true, true),
    STATE("t.state", Conversion.TEXT, false, false) {
        @Override
        public Object stored(Object value) {
            return value.equals("CREATED") ? EngineTask.State.OPEN.name() : value;
        }
    },
    ASSIGNEE("coalesce(claim.username, nullif(t.assignee, ''))", Conversion.TEXT, false, true),
    PRIORITY("t.priority", Conversion.INTEGER, true, false),
    TENANT_ID("t.tenant_id", Conversion.TEXT, false, false),
    PROCESS_DEFINITION_ID("t.process_id", Conversion.TEXT, false, false),
    PROCESS_DEFINITION_KEY("t.process_definition_key", Conversion.KEY, false, false),
    PROCESS_INSTANCE_KEY("t.process_instance_key", Conversion.KEY, false, false),
    ELEMENT_INSTANCE_KEY("t.element_instance_key", Conversion.KEY, false, false),
    CREATION_DATE("t.created_at", Conversion.TIME, true, true),
    COMPLETION_DATE("t.ended_at", Conversion.TIME, true, true),
    FOLLOW_UP_DATE("t.follow_up_at", Conversion.TIME, true, true),
    DUE_DATE("t.due_at", Conversion.TIME, true, true);

    private final String sql;
    private final Conversion conversion;
    private final boolean sortable;
    private final boolean nullable;

    UserTaskField(String sql, Conversion conversion, boolean sortable, boolean nullable) {
        this.sql = sql;
        this.conversion = conversion;
        this.sortable = sortable;
        this.nullable = nullable;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public Conversion conversion() {
        return conversion;
    }

    @Override
    public boolean sortable() {
        return sortable;
    }

    @Override
    public boolean nullable() {
        return nullable;
    }
}
