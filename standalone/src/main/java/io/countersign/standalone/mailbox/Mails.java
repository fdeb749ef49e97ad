package io.countersign.standalone.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The mails that were accepted, one file each and the newest few thousand of them; nothing but their ids is in memory. */
public final class Mails {

    static final int KEPT = 5_000;

    private final Path folder;
    private final Clock clock;
    private final Deque<String> newestFirst = new ArrayDeque<>();
    private long lastId;

    public Mails(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".eml"))
                        .map(name -> name.substring(0, name.length() - ".eml".length()))
                        .sorted()
                        .forEach(newestFirst::addFirst);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastId = newestFirst.isEmpty() ? 0 : Long.parseLong(newestFirst.getFirst());
    }

    /** Returns once the mail is on the disk: what SMTP has confirmed is not lost. */
    synchronized void add(byte[] source) throws IOException {
        lastId = Math.max(lastId + 1, clock.instant().toEpochMilli() * 1000);
        var id = "%019d".formatted(lastId);
        var temporary = folder.resolve(id + ".new");
        try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(source);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file(id), StandardCopyOption.ATOMIC_MOVE);
        newestFirst.addFirst(id);
        if (newestFirst.size() > KEPT) {
            Files.deleteIfExists(file(newestFirst.removeLast()));
        }
    }

    List<Mail> newest(int limit, Predicate<Mail> wanted) {
        return ids().stream()
                .flatMap(id -> byId(id).stream())
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    Optional<Mail> byId(String id) {
        if (!id.matches("[0-9]{19}")) {
            return Optional.empty();
        }
        try {
            var receivedAt = Instant.ofEpochMilli(Long.parseLong(id) / 1000);
            return Optional.of(MailParser.parse(id, receivedAt, Files.readAllBytes(file(id))));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized int count() {
        return newestFirst.size();
    }

    synchronized void clear() throws IOException {
        for (var id : newestFirst) {
            Files.deleteIfExists(file(id));
        }
        newestFirst.clear();
    }

    private synchronized List<String> ids() {
        return List.copyOf(newestFirst);
    }

    private Path file(String id) {
        return folder.resolve(id + ".eml");
    }
}
