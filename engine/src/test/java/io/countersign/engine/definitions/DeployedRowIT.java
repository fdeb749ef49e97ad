package io.countersign.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DeployedRowIT {

    private static final int FORMS = 1000;

    private final TestDatabase database = TestDatabase.create();

    /** Readers of two partitions, which the engine tells of each form at the same moment. */
    @Test
    void isWrittenOnceHoweverManyBringItAtTheSameMoment() throws Exception {
        var together = new CyclicBarrier(2);
        Executor threads = Thread::startVirtualThread;
        var first = CompletableFuture.runAsync(() -> writeAll(together, 2_000), threads);
        var second = CompletableFuture.runAsync(() -> writeAll(together, 1_000), threads);

        CompletableFuture.allOf(first, second).get(2, TimeUnit.MINUTES);

        assertThat(new JdbcTemplate(database.app())
                        .queryForObject("select count(*) from form where deployed_at = to_timestamp(1)", Integer.class))
                .isEqualTo(FORMS);
    }

    @Test
    void isNothingElseWithTheSameVersion() {
        var jdbc = new JdbcTemplate(database.app());
        write(jdbc, 1, "form", 1_000);

        assertThatThrownBy(() -> write(jdbc, 2, "form", 1_000)).isInstanceOf(IllegalStateException.class);
    }

    private void writeAll(CyclicBarrier together, long timestamp) {
        var connection = new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
        try {
            var jdbc = new JdbcTemplate(connection);
            for (int key = 1; key <= FORMS; key++) {
                together.await(10, TimeUnit.SECONDS);
                write(jdbc, key, "form-" + key, timestamp);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            connection.destroy();
        }
    }

    private static void write(JdbcTemplate jdbc, long key, String formId, long timestamp) {
        DeployedRow.write(
                jdbc,
                "form",
                "tenant_id, form_id, version, resource_name, resource, checksum",
                key,
                timestamp,
                "<default>",
                formId,
                1,
                formId + ".form",
                new byte[0],
                "");
    }
}
