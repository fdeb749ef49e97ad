package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.Progress;
import io.countersign.processes.JobTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Processes that read and write databases of others, which are there or aren't. */
class DataSourcesIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int MANY = 30;

    private final Landscape world = Landscape.shared();
    private final String marker = "m" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void nobodyLosesATryWhileADatabaseIsAwayAndEverythingIsDoneOnceItIsBack() {
        try (Own own = new Own(RealParts.ownPostgres(world.portOfOwnPostgres))) {
            own.db.sql("create table done (job bigint primary key, item text)").update();
            own.db.sql("alter table done owner to " + RealParts.STOREKEEPER).update();
            update("own", "insert into done values (:jobKey, :item) on conflict (job) do nothing");
            long before = world.startUnknown(marker, parameters("before"));
            await().atMost(LONG).until(() -> world.ended(before, "end"));

            own.server.kill();
            List<Long> instances = Stream.generate(() -> world.startUnknown(marker, parameters("while it is away")))
                    .limit(MANY)
                    .toList();
            await().atMost(LONG).until(() -> state("own"), "OPEN"::equals);
            await().atMost(LONG).until(() -> failures(instances) >= MANY);
            own.server = PostgresServer.start(own.server.settings(), Progress.silent());

            await().atMost(LONG).until(() -> instances.stream().allMatch(instance -> world.ended(instance, "end")));
            assertThat(own.db.sql("select count(*) from done").query(Long.class).single())
                    .isEqualTo(MANY + 1);
            assertThat(instances).allSatisfy(instance -> {
                assertThat(world.incidents(instance)).isEmpty();
                assertThat(world.records(instance, "JOB", "COMPLETED"))
                        .singleElement()
                        .satisfies(job -> assertThat(job.value().path("retries").asInt())
                                .as("tries left, of three")
                                .isEqualTo(3));
            });
            await().atMost(LONG).until(() -> state("own"), "CLOSED"::equals);
        }
    }

    @Test
    void givesAProcessTheRowsAndKeepsWhatWasSaid() {
        world.store().sql("insert into equipment values (?, 3)").param(marker).update();
        world.deploy(
                marker + ".bpmn",
                TestModels.oneJob(
                        marker,
                        JobTypes.SQL_QUERY,
                        Map.of(
                                "dataSource", "equipment",
                                "statement", "select article, total from equipment where article = :article",
                                "resultExpression", "={total: rows[1].total}")));
        long instance = world.startUnknown(marker, Map.of("parameters", Map.of("article", marker)));

        await().atMost(LONG).until(() -> world.ended(instance, "end"));

        assertThat(world.records(instance, "VARIABLE", "CREATED"))
                .filteredOn(variable -> variable.value().path("name").asString().equals("total"))
                .singleElement()
                .satisfies(variable ->
                        assertThat(variable.value().path("value").asString()).isEqualTo("3"));
        assertThat(world.db.sql("""
                                select method || ' ' || url || ' ' || request || ' ' || answer from operation_execution
                                where process_instance_key = ? and target = 'equipment'
                                """).param(instance).query(String.class).list())
                .containsExactly("QUERY select article, total from equipment where article = :article"
                        + " {\"parameters\":{\"article\":\"" + marker + "\"}}"
                        + " {\"count\":1,\"rows\":[{\"article\":\"" + marker + "\",\"total\":3}]}");
    }

    @Test
    void asksAnOperatorWhereTheStatementIsWrong() {
        update("equipment", "update equipment set totl = 1");
        long instance = world.startUnknown(marker, Map.of());

        await().atMost(LONG).until(() -> world.incidents(instance).size() == 1);
        assertThat(world.incidents(instance).getFirst())
                .contains("equipment says: column \"totl\"", "SQLSTATE 42703", "then retry");
    }

    private void update(String dataSource, String statement) {
        world.deploy(
                marker + ".bpmn",
                TestModels.oneJob(
                        marker, JobTypes.SQL_UPDATE, Map.of("dataSource", dataSource, "statement", statement)));
    }

    private static Map<String, Object> parameters(String item) {
        return Map.of("parameters", Map.of("item", item));
    }

    private long failures(List<Long> instances) {
        return instances.stream()
                .filter(instance -> !world.records(instance, "JOB", "FAILED").isEmpty())
                .count();
    }

    private String state(String dataSource) {
        return world.db
                .sql("""
                        select t ->> 'state' from worker_status, jsonb_array_elements(targets) t
                        where job_type = ? and t ->> 'name' = ?
                        """)
                .params(JobTypes.SQL_UPDATE, dataSource)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** A server with a database {@code own}. */
    private static final class Own implements AutoCloseable {

        PostgresServer server;
        final JdbcClient db;

        Own(PostgresServer server) {
            this.server = server;
            server.createLoginRole(RealParts.STOREKEEPER, RealParts.SECRET);
            server.createDatabase("own", RealParts.STOREKEEPER);
            db = JdbcClient.create(
                    new DriverManagerDataSource(server.jdbcUrl("own"), server.superuser(), server.superuserPassword()));
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
