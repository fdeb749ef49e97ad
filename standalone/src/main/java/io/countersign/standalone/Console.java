package io.countersign.standalone;

import io.countersign.embedded.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** What the person at the terminal reads: progress with the seconds since the start, then the lines that matter. */
final class Console implements Progress {

    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public void report(String message) {
        line(String.format(Locale.ROOT, "  %5.1f s  %s", (System.nanoTime() - startedAt) / 1e9, message));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }
}
