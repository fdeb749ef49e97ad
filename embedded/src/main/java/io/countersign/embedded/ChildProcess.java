package io.countersign.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child: its output goes to a file, its identity to a pid file, and it can be asked or made to end. */
final class ChildProcess {

    private static final long KEPT_OUTPUT_BYTES = 10_000_000;

    private final Spec spec;
    private final Process process;

    /** How a child is started and ended; `signal` is the one it takes for an orderly end. */
    record Spec(String name, Path output, PidFile pidFile, Signal signal, boolean endWithJvm) {}

    private ChildProcess(Spec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    static ChildProcess start(Spec spec, ProcessBuilder builder) throws IOException {
        var output = spec.output();
        Files.createDirectories(output.toAbsolutePath().getParent());
        if (Files.exists(output) && Files.size(output) > KEPT_OUTPUT_BYTES) {
            Files.move(output, output.resolveSibling(output.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        var child = new ChildProcess(spec, builder.start());
        spec.pidFile().write(child.process.toHandle());
        if (spec.endWithJvm()) {
            ShutdownHook.add(child);
        }
        return child;
    }

    /** Ends what an earlier run of ours has left behind in this folder. */
    static void endOrphan(PidFile pidFile, Signal signal) throws IOException {
        var orphan = pidFile.alive();
        if (orphan.isPresent()) {
            end(orphan.get(), signal, Duration.ofSeconds(15));
        }
        pidFile.delete();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** An orderly end; what has not ended by then is killed. */
    void stop(Duration patience) {
        end(process.toHandle(), spec.signal(), patience);
        forget();
    }

    /** SIGKILL for the child and everything it has started. */
    void kill() {
        killTree(process.toHandle());
        forget();
    }

    private void forget() {
        ShutdownHook.remove(this);
        try {
            spec.pidFile().delete();
        } catch (IOException e) {
            throw new EmbeddedException("The pid file of " + spec.name() + " can't be deleted: " + e.getMessage(), e);
        }
    }

    /** The exception to throw when the child has ended while it should have started. */
    EmbeddedException diedWhileStarting() {
        forget();
        return new EmbeddedException("%s ended with code %d while starting: %s (see %s)"
                .formatted(spec.name(), process.exitValue(), lastWords(), spec.output()));
    }

    /** The last line of its output that complains, or simply the last line. */
    String lastWords() {
        try (var lines = Files.lines(spec.output(), StandardCharsets.ISO_8859_1)) {
            var all = lines.filter(line -> !line.isBlank()).toList();
            var tail = all.subList(Math.max(0, all.size() - 40), all.size());
            return tail.stream()
                    .filter(ChildProcess::complains)
                    .reduce((first, second) -> second)
                    .or(() -> tail.stream().reduce((first, second) -> second))
                    .orElse("no output")
                    .strip();
        } catch (IOException e) {
            return "its output can't be read: " + e.getMessage();
        }
    }

    private static boolean complains(String line) {
        return List.of("FATAL", "ERROR", "Caused by", "Exception").stream().anyMatch(line::contains);
    }

    private static void end(ProcessHandle process, Signal signal, Duration patience) {
        signal.sendTo(process);
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killTree(process);
        } catch (TimeoutException | ExecutionException e) {
            killTree(process);
        }
    }

    private static void killTree(ProcessHandle process) {
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        descendants.forEach(descendant -> descendant.onExit().join());
    }
}
