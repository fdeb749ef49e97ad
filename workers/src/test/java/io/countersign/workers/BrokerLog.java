package io.countersign.workers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a broker has told of its instances. */
record BrokerLog(JdbcClient db) {

    private static final Duration LONG = Duration.ofMinutes(2);

    boolean ended(long instance, String elementId) {
        return db.sql("""
                        select exists (select from zeebe_record where process_instance_key = ? and value_type = 'PROCESS_INSTANCE'
                            and intent = 'ELEMENT_COMPLETED' and cast(value as jsonb) ->> 'elementId' = ?)
                        """).params(instance, elementId).query(Boolean.class).single();
    }

    /** As JSON, as soon as it is there. */
    String variable(long instance, String name) {
        return await().atMost(LONG)
                .until(
                        () -> db.sql("""
                                select cast(value as jsonb) ->> 'value' from zeebe_record
                                where process_instance_key = ? and value_type = 'VARIABLE' and cast(value as jsonb) ->> 'name' = ?
                                order by position desc limit 1
                                """)
                                .params(instance, name)
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        found -> !found.isEmpty());
    }
}
