package io.countersign.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A real PostgreSQL as our child, on loopback, with every commit on the disk before it is confirmed. */
public final class PostgresServer implements RunningPart {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String LEFTOVERS = "pre-existing shared memory block";

    /** Small and honest: two cores, a few hundred MB, no parameter that trades durability for speed. */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("max_worker_processes", "4"),
            Map.entry("max_parallel_workers_per_gather", "1"),
            Map.entry("io_method", "sync"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d "));

    private final PostgresSettings settings;
    private final String password;
    private final ChildProcess child;

    private PostgresServer(PostgresSettings settings, String password, ChildProcess child) {
        this.settings = settings;
        this.password = password;
        this.child = child;
    }

    /** Ends what an earlier, killed run has left running in the folder; a start does so by itself. */
    public static void endOrphan(PostgresSettings settings) {
        try {
            ChildProcess.endOrphan(pidFile(settings), Signal.INT);
        } catch (IOException e) {
            throw new EmbeddedException("The orphaned PostgreSQL can't be ended: " + e.getMessage(), e);
        }
    }

    private static PidFile pidFile(PostgresSettings settings) {
        return new PidFile(settings.folder().resolve("postgres.pid"));
    }

    /** Returns once it accepts connections. Ends an orphan that an earlier, killed run has left in the folder. */
    public static PostgresServer start(PostgresSettings wanted, Progress progress) {
        var settings = wanted.port() == 0 ? wanted.withPort(FreePorts.one()) : wanted;
        var home = settings.distributions().postgres();
        var folder = new PostgresFolder(home, settings.folder());
        try {
            endOrphan(settings);
            folder.prepare(progress);
            FreePorts.check("PostgreSQL", settings.port());
            progress.report("Starting PostgreSQL on port " + settings.port());
            return startOn(settings, home.resolve("bin/postgres").toString(), folder);
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL can't be started: " + e.getMessage(), e);
        }
    }

    private static PostgresServer startOn(PostgresSettings settings, String binary, PostgresFolder folder)
            throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var builder = new ProcessBuilder(OsUser.unprivileged(command(settings, binary, folder)));
            cleanEnvironment(builder);
            var spec = new ChildProcess.Spec(
                    "PostgreSQL", folder.log(), pidFile(settings), Signal.INT, settings.endWithJvm());
            var server = new PostgresServer(settings, folder.password(), ChildProcess.start(spec, builder));
            if (server.awaitReady(deadline)) {
                return server;
            }
            // backends of a killed server take a moment to notice; until then they hold its memory
            if (!server.child.lastWords().contains(LEFTOVERS) || System.nanoTime() > deadline) {
                throw server.child.diedWhileStarting();
            }
        }
    }

    private static List<String> command(PostgresSettings settings, String binary, PostgresFolder folder) {
        var parameters = new TreeMap<>(PARAMETERS);
        parameters.putAll(settings.parameters());
        parameters.put("port", Integer.toString(settings.port()));
        var command = new ArrayList<>(List.of(binary, "-D", folder.data().toString()));
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
    }

    private boolean awaitReady(long deadline) {
        while (System.nanoTime() < deadline) {
            if (!child.isAlive()) {
                return false;
            }
            try (var connection = superuserConnection("postgres")) {
                if (connection.isValid(5)) {
                    return true;
                }
            } catch (SQLException notYet) {
                Pause.briefly();
            }
        }
        child.kill();
        throw new EmbeddedException(
                "PostgreSQL does not accept connections after " + PATIENCE.toSeconds() + " s: " + child.lastWords());
    }

    /** The settings with the port that is really used: start with them again to get the same server back. */
    public PostgresSettings settings() {
        return settings;
    }

    public int port() {
        return settings.port();
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return child.onExit();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public String superuser() {
        return PostgresFolder.SUPERUSER;
    }

    public String superuserPassword() {
        return password;
    }

    /** A connection that may do everything. */
    public Connection superuserConnection(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser(), password);
    }

    /** Makes the database, owned by that role, unless it is there. */
    public void createDatabase(String name, String owner) {
        new PostgresRoles(this).createDatabase(name, owner);
    }

    /** Makes the database, owned by the superuser, unless it is there. */
    public void createDatabase(String name) {
        createDatabase(name, superuser());
    }

    /** Makes a role that nobody can log in with, for login roles to be members of, unless it is there. */
    public void createGroupRole(String name) {
        new PostgresRoles(this).createGroupRole(name);
    }

    /** Makes the login role or sets its password, and makes it a member of the groups, which must be there. */
    public void createLoginRole(String name, String rolePassword, String... memberOf) {
        new PostgresRoles(this).createLoginRole(name, rolePassword, List.of(memberOf));
    }

    /** Fast shutdown: open transactions are rolled back, nothing has to be recovered at the next start. */
    @Override
    public void stop() {
        child.stop(Duration.ofSeconds(30));
    }

    @Override
    public void kill() {
        child.kill();
    }
}
