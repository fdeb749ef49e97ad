package io.countersign.engine.recordstream;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The days of the record log, and what speaks against dropping one. */
final class LogDays {

    private final JdbcTemplate jdbc;

    LogDays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record LogDay(LocalDate day, long bytes) {}

    void makeRoom(LocalDate from, int days) {
        JdbcClient.create(jdbc)
                .sql("select ensure_record_days(?, ?)")
                .params(from, days)
                .query()
                .singleRow();
    }

    /** Oldest first; only those with a partition of their own. */
    List<LogDay> all() {
        return jdbc.query("""
                select to_date(right(relname, 8), 'YYYYMMDD') as day, pg_total_relation_size(c.oid) as bytes
                from pg_inherits join pg_class c on c.oid = inhrelid
                where inhparent = 'zeebe_record'::regclass and relname ~ '^zeebe_record_[0-9]{8}$'
                order by day
                """, (row, number) -> new LogDay(row.getObject(1, LocalDate.class), row.getLong(2)));
    }

    boolean isProjected(LocalDate day) {
        return nothing("""
                select from (
                    select partition_id, max(position) as last from zeebe_record where day = ? group by partition_id
                ) as recorded left join projection_cursor c using (partition_id)
                where c.position is null or c.position < recorded.last
                """, day);
    }

    /** Keys go up, so an instance that began on the day or before has no higher key than the highest of the day. */
    boolean hasOpenInstances(LocalDate day) {
        return !nothing("""
                select from (
                    select partition_id, max(process_instance_key) as last from zeebe_record where day = ? group by partition_id
                ) as recorded
                where exists (
                    select from process_instance i
                    where i.state = 'ACTIVE' and i.partition_id = recorded.partition_id and i.key <= recorded.last)
                """, day);
    }

    /** In the running transaction: a rebuild has to know from where on the log is whole. */
    void drop(LocalDate day) {
        jdbc.update("""
                insert into record_log_horizon as known (partition_id, process_instance_key)
                select partition_id, max(process_instance_key) from zeebe_record where day = ? group by partition_id
                on conflict (partition_id) do update set
                    process_instance_key = greatest(known.process_instance_key, excluded.process_instance_key),
                    moved_at = now()
                """, day);
        JdbcClient.create(jdbc)
                .sql("select drop_record_day(?)::text")
                .param(day)
                .query()
                .singleRow();
    }

    private boolean nothing(String sql, LocalDate day) {
        return Boolean.FALSE.equals(jdbc.queryForObject("select exists (" + sql + ")", Boolean.class, day));
    }
}
