package io.countersign.workers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeExporter;
import io.countersign.embedded.ZeebeSettings;
import io.countersign.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL, a real broker and a mail server, shared by all tests of the run. */
public final class RealParts {

    public static final String AUDIT_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static final Distributions DISTRIBUTIONS = Distributions.fetched(Progress.silent());
    public static final String STOREKEEPER = "storekeeper";
    public static final String SECRET = "secret";

    private RealParts() {}

    public static PostgresServer postgres() {
        return SharedPostgres.SERVER;
    }

    /** A server of a test's own, on a port that is known before it runs, to be stopped and killed as the test likes. */
    public static PostgresServer ownPostgres(int port) {
        return PostgresServer.start(
                PostgresSettings.in(DISTRIBUTIONS, temporaryFolder("own-postgres"))
                        .withPort(port),
                Progress.silent());
    }

    /** A new, migrated database; its name. */
    public static String newDatabase() {
        String name = "workers_" + UUID.randomUUID().toString().replace('-', '_');
        postgres().createDatabase(name);
        Migrations.run(asOwner(name));
        postgres().createLoginRole("app", SECRET, "countersign_app");
        postgres().createLoginRole("exporter", SECRET, "countersign_exporter");
        return name;
    }

    /** A new database of somebody else's, with the tables that the example of an equipment loan needs; its name. */
    public static String newStore() {
        String name = "store_" + UUID.randomUUID().toString().replace('-', '_');
        postgres().createLoginRole(STOREKEEPER, SECRET);
        postgres().createDatabase(name, STOREKEEPER);
        JdbcClient db = JdbcClient.create(asStorekeeper(name));
        db.sql("create table equipment (article text primary key, total integer not null)")
                .update();
        db.sql("""
                create table loan (number bigint generated always as identity, request bigint primary key, article text not null,
                    returned date)
                """).update();
        return name;
    }

    public static DataSource asStorekeeper(String database) {
        return dataSource(database, STOREKEEPER, SECRET);
    }

    public static DataSource asOwner(String database) {
        return dataSource(database, postgres().superuser(), postgres().superuserPassword());
    }

    public static DataSource asApplication(String database) {
        return dataSource(database, "app", SECRET);
    }

    private static DataSource dataSource(String database, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres().jdbcUrl(database));
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** A broker whose records go into the database. */
    public static ZeebeSettings broker(String database) {
        ZeebeExporter exporter = new ZeebeExporter(
                "countersign",
                Path.of(System.getProperty("countersign.exporter.jar")),
                "io.countersign.exporter.CountersignExporter",
                Map.of("url", postgres().jdbcUrl(database), "user", "exporter", "password", SECRET));
        return broker().withExporters(exporter);
    }

    /** A broker that tells nobody what happens. */
    public static ZeebeSettings broker() {
        return ZeebeSettings.in(DISTRIBUTIONS, temporaryFolder("zeebe")).withHeapMegabytes(384);
    }

    public static ZeebeBroker start(ZeebeSettings settings) {
        return ZeebeBroker.start(settings, Progress.silent());
    }

    public static GreenMail mailServer() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** The workers as they ship, with their own settings file. */
    public static ConfigurableApplicationContext workers(
            String database, URI zeebe, int smtpPort, Map<String, String> settings) {
        Stream<String> ours = Stream.of(
                "--spring.datasource.url=" + postgres().jdbcUrl(database),
                "--spring.datasource.username=app",
                "--spring.datasource.password=" + SECRET,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + smtpPort,
                "--countersign.zeebe.grpc-address=" + zeebe,
                "--countersign.audit.lookup-key=" + AUDIT_KEY,
                "--countersign.jobs.first-retry=200ms",
                "--countersign.notifications.poll-interval=100ms",
                "--countersign.notifications.base-url=https://countersign.example");
        Stream<String> more = settings.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue());
        return new SpringApplicationBuilder(WorkersApplication.class)
                .properties(Map.of("spring.config.name", "workers"))
                // at the end of the run the broker and the database stop at the same moment
                .registerShutdownHook(false)
                .run(Stream.concat(ours, more).toArray(String[]::new));
    }

    private static Path temporaryFolder(String part) {
        try {
            return Files.createTempDirectory(Path.of("target"), part).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SharedPostgres {
        static final PostgresServer SERVER = PostgresServer.start(
                PostgresSettings.in(DISTRIBUTIONS, temporaryFolder("postgres")), Progress.silent());
    }
}
