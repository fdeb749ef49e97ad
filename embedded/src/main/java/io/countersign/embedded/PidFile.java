package io.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers a child by pid and start time, so that a later run can tell its own orphan from a stranger with the same pid. */
final class PidFile {

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, process.pid() + "\n" + startOf(process) + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The remembered process, if that very process is still alive. */
    Optional<ProcessHandle> alive() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(lines.get(1)));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Clock ticks since this boot on Linux, because the wall clock may have been set since; the wall clock elsewhere. */
    private static String startOf(ProcessHandle process) {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return boot + "/" + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
        } catch (IOException e) {
            return process.info().startInstant().map(Object::toString).orElse("unknown");
        }
    }
}
