package io.countersign.engine.instances;

import io.countersign.engine.definitions.ElementNames;
import io.countersign.engine.readmodel.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where instances are and were. */
@Repository
public class Elements {

    /** A loop can go round for ever; what is active matters most, then what is new. */
    private static final int MAX = 2000;

    private final JdbcClient jdbc;
    private final ElementNames names;

    Elements(JdbcClient jdbc, ElementNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    /** In the order in which the instance came to them. */
    public List<Element> of(long processInstanceKey) {
        return jdbc.sql("""
                        with come_to as (
                            select e.key, e.process_definition_key, e.element_id, e.element_type, e.state,
                                e.started_at, e.ended_at, exists (
                                    select from incident i
                                    where i.process_instance_key = e.process_instance_key and i.state = 'ACTIVE'
                                        and i.element_instance_key = e.key) as has_incident
                            from element_instance e
                            where e.process_instance_key = :instance and e.key <> e.process_instance_key
                            union all
                            -- what could not even be entered is known by its incident only
                            select i.element_instance_key, i.process_definition_key, i.element_id, 'UNSPECIFIED',
                                'ACTIVE', min(i.created_at), null, true
                            from incident i
                            where i.process_instance_key = :instance and i.state = 'ACTIVE'
                                and i.element_instance_key <> i.process_instance_key
                                and not exists (select from element_instance e where e.key = i.element_instance_key)
                            group by i.element_instance_key, i.process_definition_key, i.element_id),
                        newest as (select * from come_to order by state = 'ACTIVE' desc, key desc limit :max)
                        select * from newest order by key
                        """)
                .param("instance", processInstanceKey)
                .param("max", MAX)
                .query((row, number) -> new Element(
                        Long.toString(row.getLong("key")),
                        row.getString("element_id"),
                        names.nameOf(row.getLong("process_definition_key"), row.getString("element_id")),
                        row.getString("element_type"),
                        row.getString("state"),
                        Columns.time(row, "started_at"),
                        Columns.time(row, "ended_at"),
                        row.getBoolean("has_incident")))
                .list();
    }
}
