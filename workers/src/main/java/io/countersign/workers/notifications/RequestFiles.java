package io.countersign.workers.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files that people handed in with a request. */
@Repository
class RequestFiles {

    private final JdbcClient jdbc;

    /** What a mail needs to know of a file. */
    record Known(UUID id, String name, long size) {}

    /** A file that goes with a mail. */
    record Content(String name, String mediaType, Resource bytes) {}

    RequestFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest one of each name, of the request that an instance belongs to; those that there are. */
    List<Known> find(long processInstanceKey, List<String> names) {
        if (names.isEmpty()) {
            return new ArrayList<>();
        }
        return jdbc.sql("""
                        select distinct on (name) id, name, size from task_attachment
                        where process_instance_key in (
                                select coalesce(root_process_instance_key, key) from process_instance where key = :instance
                                union all select cast(:instance as bigint))
                            and removed_at is null and name = any(:names)
                        order by name, uploaded_at desc
                        """)
                .param("instance", processInstanceKey)
                .param("names", names.toArray(String[]::new))
                .query(Known.class)
                .list();
    }

    /** What was removed meanwhile goes with no mail. */
    List<Content> of(long notificationId) {
        return jdbc.sql("""
                        select a.name, a.media_type, a.content
                        from notification_attachment n join task_attachment a on a.id = n.attachment_id
                        where n.notification_id = ? and a.content is not null order by n.position
                        """)
                .param(notificationId)
                .query((row, number) -> new Content(
                        row.getString("name"),
                        row.getString("media_type"),
                        new ByteArrayResource(row.getBytes("content"))))
                .list();
    }
}
