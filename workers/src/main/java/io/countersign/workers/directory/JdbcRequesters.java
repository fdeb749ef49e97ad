package io.countersign.workers.directory;

import io.countersign.workers.directory.Requester.Known;
import io.countersign.workers.directory.Requester.NotYetKnown;
import io.countersign.workers.directory.Requester.Unknown;
import io.countersign.workers.jobs.Job;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the start request. Its id travels with the instance, but as a variable that whoever reaches the broker could make up: so it
 * is believed only until the engine has noted the instance's key.
 */
@Repository
class JdbcRequesters implements Requesters {

    private final JdbcClient jdbc;

    JdbcRequesters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Requester of(Job job) {
        Optional<Start> start = jdbc.sql("""
                        select coalesce(requester, '') as requester
                        from start_request
                        where process_instance_key = :instance
                           or process_instance_key = (select root_process_instance_key from process_instance where key = :instance)
                           or (id = :startId and process_instance_key is null)
                        order by (process_instance_key = :instance) desc nulls last
                        limit 1
                        """)
                .param("instance", job.processInstanceKey())
                .param("startId", job.startId())
                .query(Start.class)
                .optional();
        return start.map(Start::toRequester).orElseGet(() -> withoutStart(job));
    }

    /** A called process knows its caller through the read model only, which is a moment behind. */
    private Requester withoutStart(Job job) {
        boolean projected = jdbc.sql("select exists (select from process_instance where key = ?)")
                .param(job.processInstanceKey())
                .query(Boolean.class)
                .single();
        return projected || job.startId() == null ? new Unknown() : new NotYetKnown();
    }

    private record Start(String requester) {

        Requester toRequester() {
            return requester.isEmpty() ? new Unknown() : new Known(requester);
        }
    }
}
