package io.countersign.engine.instances;

import io.countersign.engine.readmodel.Conversion;
import io.countersign.engine.readmodel.SearchField;

/** What process instances are searched by. */
enum InstanceField implements SearchField {
    PROCESS_INSTANCE_KEY("i.key", Conversion.KEY, false),
    PROCESS_DEFINITION_ID("i.process_id", Conversion.TEXT, false),
    PROCESS_DEFINITION_NAME("definition.name", Conversion.TEXT, true),
    PROCESS_DEFINITION_VERSION("i.version", Conversion.INTEGER, false),
    PROCESS_DEFINITION_VERSION_TAG("definition.version_tag", Conversion.TEXT, true),
    PROCESS_DEFINITION_KEY("i.process_definition_key", Conversion.KEY, false),
    PARENT_PROCESS_INSTANCE_KEY("i.parent_process_instance_key", Conversion.KEY, true),
    PARENT_ELEMENT_INSTANCE_KEY("i.parent_element_instance_key", Conversion.KEY, true),
    ROOT_PROCESS_INSTANCE_KEY("i.root_process_instance_key", Conversion.KEY, false),
    STATE("i.state", Conversion.TEXT, false),
    START_DATE("i.started_at", Conversion.TIME, true),
    END_DATE("i.ended_at", Conversion.TIME, true),
    HAS_INCIDENT(Instance.HAS_INCIDENT, Conversion.BOOLEAN, false),
    TENANT_ID("i.tenant_id", Conversion.TEXT, false),
    BUSINESS_KEY("request.business_key", Conversion.TEXT, true),
    /** The same, as the Camunda client of 8.9 calls it. */
    BUSINESS_ID("request.business_key", Conversion.TEXT, true);

    private final String sql;
    private final Conversion conversion;
    private final boolean nullable;

    InstanceField(String sql, Conversion conversion, boolean nullable) {
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
