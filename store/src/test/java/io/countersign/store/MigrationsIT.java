package io.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @TempDir
    static Path folder;

    private static PostgresServer postgres;

    private static final String MIGRATED = "migrated";

    private final String database = "db_" + UUID.randomUUID().toString().replace('-', '_');

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start(
                PostgresSettings.in(Distributions.fetched(Progress.silent()), folder), Progress.silent());
        postgres.createDatabase(MIGRATED);
        Migrations.run(owner(MIGRATED));
        postgres.createLoginRole("app", "secret", "countersign_app");
        postgres.createLoginRole("exporter", "secret", "countersign_exporter");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void bringsAnEmptyDatabaseUpToDateOnce() throws SQLException {
        postgres.createDatabase(database);

        assertThat(Migrations.run(owner(database))).isPositive();
        assertThat(Migrations.run(owner(database))).isZero();

        assertThat(ask("select to_regclass('zeebe_record') is not null and to_regclass('audit_entry') is not null"))
                .isEqualTo("t");
        // the day that records are written to right now does not go to the default partition
        assertThat(ask("select to_regclass('zeebe_record_' || to_char(now() at time zone 'UTC', 'YYYYMMDD'))"))
                .isNotNull();
    }

    @Test
    void keepsWhereMailsStoodBeforeEachRecipientHadHisOwnRow() throws SQLException {
        postgres.createDatabase(database);
        Flyway.configure()
                .dataSource(owner(database))
                .locations("classpath:db/migration")
                .defaultSchema("public")
                .placeholderReplacement(false)
                .target("18")
                .load()
                .migrate();
        write(
                "insert into notification (job_key, process_instance_key, message_id, recipients, pending, subject, text_body, state, attempts,"
                        + " due_at, created_at) values"
                        + " (1, 1, 'queued', '{\"to\": [\"a@x\", \"b@x\"], \"cc\": [\"a@x\"]}', '{b@x}', 's', 't', 'QUEUED', 1, now(), now()),"
                        + " (2, 1, 'failed', '{\"to\": [\"c@x\"]}', '{}', 's', 't', 'FAILED', 1, now(), now())");
        write(
                "insert into notification_attempt select id, 1, now(), 'FAILED', '550 no' from notification where state = 'FAILED'");

        Migrations.run(owner(database));

        assertThat(
                        ask(
                                "select string_agg(address || ' ' || kind || ' ' || state, ', ' order by address) from notification_delivery"))
                .isEqualTo("a@x to SENT, b@x to QUEUED, c@x to FAILED");
        assertThat(ask("select answer from notification_delivery where address = 'c@x'"))
                .isEqualTo("550 no");
        assertThat(ask("select outcome from notification_attempt where address is null"))
                .isEqualTo("FAILED");
    }

    private void write(String sql) throws SQLException {
        try (var connection = owner(database).getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void mayBeRunByManyNodesAndForManyDatabasesOfOneServerAtOnce() {
        var databases = Stream.of("_a", "_b").map(database::concat).toList();
        databases.forEach(postgres::createDatabase);

        var runs = new ArrayList<CompletableFuture<Integer>>();
        for (var node = 0; node < 3; node++) {
            databases.forEach(name -> runs.add(CompletableFuture.supplyAsync(() -> Migrations.run(owner(name)))));
        }

        assertThat(runs.stream().map(CompletableFuture::join).filter(applied -> applied > 0))
                .hasSize(databases.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set action = 'x'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_personal set field = 'x'",
                "delete from audit_personal",
                "update audit_subject set kind = 'SYSTEM'",
                "update audit_subject_key set name = ''",
                "insert into zeebe_record_default default values",
                "delete from zeebe_record",
                "update exporter_position set position = 1",
                "alter table audit_entry disable trigger all",
                "drop table audit_entry",
                "create table mine (a int)",
            })
    void keepsTheApplicationFromChangingWhatHappened(String sql) {
        assertDenied("app", sql);
    }

    @Test
    void letsTheApplicationAddToTheAuditTrailAndEraseAPerson() throws SQLException {
        as(
                "app",
                "insert into audit_subject (kind) values ('PERSON')",
                "insert into audit_subject_key select id, '\\x01', '\\x02', '\\x03' from audit_subject",
                "insert into audit_entry (at, actor_id, action, object_type, object_id)"
                        + " select now(), id, 'task.decided', 'task', '1' from audit_subject",
                "delete from audit_subject_key",
                "select ensure_record_days(current_date, 10)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select from audit_entry",
                "select from app_user",
                "select from task",
                "delete from zeebe_record",
                "update zeebe_record set value = ''",
                "select drop_record_day(current_date)",
            })
    void keepsTheExporterInTheLog(String sql) {
        assertDenied("exporter", sql);
    }

    private void assertDenied(String role, String sql) {
        assertThatThrownBy(() -> as(role, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState())
                                .as(denied.getMessage())
                                .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private void as(String role, String... statements) throws SQLException {
        var source = dataSource(MIGRATED, role, "secret");
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String sql) throws SQLException {
        try (var connection = owner(database).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static PGSimpleDataSource owner(String name) {
        return dataSource(name, postgres.superuser(), postgres.superuserPassword());
    }

    private static PGSimpleDataSource dataSource(String name, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl(name));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
