package io.countersign.engine.incidents;

import io.countersign.engine.readmodel.Conversion;
import io.countersign.engine.readmodel.SearchField;

/** What incidents are searched by. */
enum IncidentField implements SearchField {
    INCIDENT_KEY("i.key", Conversion.KEY, false),
    PROCESS_DEFINITION_ID("i.process_id", Conversion.TEXT, false),
    PROCESS_DEFINITION_KEY("i.process_definition_key", Conversion.KEY, false),
    PROCESS_INSTANCE_KEY("i.process_instance_key", Conversion.KEY, false),
    ELEMENT_ID("i.element_id", Conversion.TEXT, false),
    ELEMENT_INSTANCE_KEY("i.element_instance_key", Conversion.KEY, false),
    JOB_KEY("i.job_key", Conversion.KEY, true),
    ERROR_TYPE("i.error_type", Conversion.TEXT, false),
    ERROR_MESSAGE("i.error_message", Conversion.TEXT, false),
    STATE("i.state", Conversion.TEXT, false),
    CREATION_TIME("i.created_at", Conversion.TIME, true),
    TENANT_ID("i.tenant_id", Conversion.TEXT, false);

    private final String sql;
    private final Conversion conversion;
    private final boolean nullable;

    IncidentField(String sql, Conversion conversion, boolean nullable) {
        this.sql = sql;
        this.conversion = conversion;
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
    public boolean nullable() {
        return nullable;
    }
}
