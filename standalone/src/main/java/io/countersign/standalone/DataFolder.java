package io.countersign.standalone;

import io.countersign.embedded.SecretFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one installation keeps everything; at most one process works on it. */
final class DataFolder implements AutoCloseable {

    /** Changes when a later version of Countersign can't read what an earlier one has written. */
    private static final String FORMAT = "1";

    private static final long NEEDED_BYTES = 3L << 30;

    private static final String LOCK = "countersign.lock";

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    static DataFolder open(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            checkFormat(root);
            checkSpace(root);
            return lock(root);
        } catch (IOException e) {
            throw new CannotStartException(
                    "The data folder " + root + " can't be used (" + e + "): choose another with --data", e);
        }
    }

    private static DataFolder lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // in a file of its own: the lock would be gone as soon as this process closed the locked file once
        var owner = root.resolve("countersign.pid");
        var lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new CannotStartException("The data folder " + root + " is in use by another Countersign (process "
                    + Files.readString(owner).strip()
                    + "): stop that one first, or choose another folder with --data");
        }
        Files.writeString(owner, ProcessHandle.current().pid() + "\n");
        return new DataFolder(root, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void checkFormat(Path root) throws IOException {
        var marker = root.resolve("countersign.format");
        if (Files.exists(marker)) {
            var found = Files.readString(marker).strip();
            if (!found.equals(FORMAT)) {
                throw new CannotStartException("The data folder " + root + " has format " + found
                        + ", this version of Countersign has format " + FORMAT
                        + ": use the version that made it, or choose another folder with --data");
            }
            return;
        }
        try (var files = Files.list(root)) {
            if (files.anyMatch(file -> !file.endsWith(LOCK))) {
                throw new CannotStartException("The folder " + root
                        + " is not empty and no data folder of Countersign: choose another with --data");
            }
        }
        Files.writeString(marker, FORMAT + "\n");
    }

    private static void checkSpace(Path root) throws IOException {
        long usable = Files.getFileStore(root).getUsableSpace();
        if (usable < NEEDED_BYTES) {
            throw new CannotStartException("The disk of " + root + " has only " + (usable >> 20)
                    + " MB left and 3 GB are needed (Zeebe stops below 2 GB): make room, or choose a folder on another"
                    + " disk with --data");
        }
    }

    Path root() {
        return root;
    }

    /** Tells this installation from others that share a database with it; letters and digits. */
    String id() throws IOException {
        var file = root.resolve("countersign.id");
        if (!Files.exists(file)) {
            SecretFile.create(file, UUID.randomUUID().toString().substring(0, 8));
        }
        return Files.readString(file).strip();
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path zeebe() {
        return root.resolve("zeebe");
    }

    Path ports() {
        return root.resolve("ports.properties");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path mailbox() {
        return root.resolve("mailbox");
    }

    Path orders() {
        return root.resolve("order-system.jsonl");
    }

    /** A generated secret of that name lies here, readable by the owner only. */
    Path secret(String name) {
        return root.resolve("secrets").resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
