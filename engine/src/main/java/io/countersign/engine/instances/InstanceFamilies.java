package io.countersign.engine.instances;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what belongs together. */
@Repository
public class InstanceFamilies {

    private final JdbcClient jdbc;

    InstanceFamilies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The family that an instance belongs to. An instance that is not known yet is a family of its own. */
    public InstanceFamily of(long processInstanceKey) {
        return jdbc.sql("""
                        select wanted.root, coalesce(root.start_id, request.id) as start_id, request.requester,
                            coalesce(root.state, 'ACTIVE') = 'ACTIVE' as active,
                            array(select called.key from process_instance called
                                where called.parent_process_instance_key is not null
                                    and called.root_process_instance_key = wanted.root) || wanted.root as keys
                        from (select coalesce((select i.root_process_instance_key from process_instance i where i.key = :key),
                                cast(:key as bigint)) as root) wanted
                            left join process_instance root on root.key = wanted.root
                            left join start_request request on request.process_instance_key = wanted.root
                        """)
                .param("key", processInstanceKey)
                .query((row, number) -> read(row))
                .single();
    }

    /** Empty while the start has no instance. */
    public Optional<InstanceFamily> ofStart(UUID startId) {
        return jdbc.sql("""
                        select coalesce((select request.process_instance_key from start_request request where request.id = :id),
                            (select min(i.key) from process_instance i where i.start_id = :id)) as key
                        """)
                .param("id", startId)
                .query((row, number) -> Optional.ofNullable(row.getObject("key", Long.class)))
                .single()
                .map(this::of);
    }

    private static InstanceFamily read(ResultSet row) throws SQLException {
        return new InstanceFamily(
                row.getLong("root"),
                row.getObject("start_id", UUID.class),
                row.getString("requester"),
                row.getBoolean("active"),
                List.of((Long[]) row.getArray("keys").getArray()));
    }
}
