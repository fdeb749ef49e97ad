package io.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A PostgreSQL data folder: made once by `initdb`, completely or not at all, and checked before each start. */
final class PostgresFolder {

    static final String SUPERUSER = "postgres";

    private final Path home;
    private final Path folder;

    PostgresFolder(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    Path data() {
        return folder.resolve("pgdata");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    /** The generated superuser password. */
    String password() {
        return SecretFile.readOrCreate(passwordFile());
    }

    void prepare(Progress progress) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(data())) {
            progress.report("Creating the PostgreSQL data folder");
            create();
            return;
        }
        checkVersion();
        if (!Files.exists(passwordFile())) {
            throw new EmbeddedException("The superuser's password is gone: put " + passwordFile()
                    + " back, or delete the folder " + folder + " to start again without data");
        }
        removeStaleLock();
    }

    private Path passwordFile() {
        return folder.resolve("superuser.password");
    }

    private void create() throws IOException {
        password();
        var incomplete = folder.resolve("pgdata.incomplete");
        Distributions.deleteTree(incomplete);
        var initdb = new ProcessBuilder(OsUser.unprivileged(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + incomplete,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--text-search-config=simple")));
        PostgresServer.cleanEnvironment(initdb);
        Files.deleteIfExists(log());
        int code = initdb.redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .onExit()
                .join()
                .exitValue();
        if (code != 0) {
            throw new EmbeddedException(
                    "PostgreSQL's data folder could not be made (initdb ended with code " + code
                            + "); its output is in " + log()
                            + ". As root this needs user namespaces (`unshare --user true` must work); any other user needs none");
        }
        Files.move(incomplete, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        var versionFile = data().resolve("PG_VERSION");
        var found = Files.exists(versionFile) ? Files.readString(versionFile).strip() : "unknown";
        var expected = majorVersion();
        if (!found.equals(expected)) {
            throw new WrongDataVersionException("The data in " + data() + " is of PostgreSQL " + found + ", this is "
                    + expected + ": use another --data folder, move the data over with pg_dump of version " + found
                    + ", or delete " + folder + " to start again without data");
        }
    }

    private String majorVersion() throws IOException {
        var bki = home.resolve("share/postgresql/postgres.bki");
        try (var lines = Files.lines(bki)) {
            return lines.findFirst().orElseThrow().replace("# PostgreSQL ", "").strip();
        }
    }

    /** After a `kill -9` and a reboot, the pid in PostgreSQL's own lock file may belong to somebody else by now. */
    private void removeStaleLock() throws IOException {
        var lock = data().resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var pid =
                Files.readAllLines(lock).stream().findFirst().map(String::strip).orElse("");
        if (servesThisFolder(pid)) {
            throw new EmbeddedException("The data in " + folder + " is in use by the PostgreSQL with process id " + pid
                    + ": stop it, or use another --data folder");
        }
        if (ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
            Files.delete(lock);
        }
    }

    private boolean servesThisFolder(String pid) {
        try {
            return Path.of("/proc", pid, "cwd").toRealPath().equals(data().toRealPath());
        } catch (IOException notThereOrNotOurs) {
            return false;
        }
    }
}
