package io.countersign.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a tar file with its links and executable bits, and nothing outside of the target folder. */
final class Archive {

    private Archive() {}

    /** A `.tar.gz` whose entries all lie in one top folder, which is left out. */
    static void unpackTarGz(Path archive, Path target) throws IOException {
        try (var in = new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            unpackTar(in, target, 1);
        }
    }

    /** A jar that holds one `.txz`. */
    static void unpackTxzInJar(Path archive, Path target) throws IOException {
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    unpackTar(new XZCompressorInputStream(zip), target, 0);
                    return;
                }
            }
        }
        throw new IOException("no .txz in " + archive);
    }

    static void unpackTar(InputStream in, Path target, int strip) throws IOException {
        var root = target.toRealPath();
        var tar = new TarArchiveInputStream(in);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var name = Path.of(entry.getName()).normalize();
            if (name.getNameCount() > strip && !name.toString().isEmpty()) {
                unpackEntry(
                        tar,
                        entry,
                        root,
                        inside(root, root.resolve(name.subpath(strip, name.getNameCount())), entry),
                        strip);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path root, Path file, int strip)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        // a link planted earlier must not redirect what comes after it
        inside(root, Files.createDirectories(file.getParent()).toRealPath(), entry);
        if (entry.isSymbolicLink()) {
            inside(root, file.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            var linked = Path.of(entry.getLinkName()).normalize();
            Files.createLink(file, inside(root, root.resolve(linked.subpath(strip, linked.getNameCount())), entry));
        } else if (entry.isFile()) {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static Path inside(Path root, Path path, TarArchiveEntry entry) throws IOException {
        if (!path.normalize().startsWith(root)) {
            throw new IOException("the entry " + entry.getName() + " would leave the folder it is unpacked to");
        }
        return path.normalize();
    }
}
