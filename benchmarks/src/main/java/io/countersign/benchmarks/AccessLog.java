package io.countersign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long the server itself took, from its own access log: from the moment at which it read a request to the one at which the
 * answer was written. Requests that count carry a header that names their stretch.
 *
 * @param folder of the log; nothing else is in it
 */
record AccessLog(Path folder) {

    private static final String STRETCH = "Benchmark-Stretch";

    /** What a request of the stretch carries; at most a word. */
    static Map<String, String> mark(String stretch) {
        return Map.of(STRETCH, stretch);
    }

    /** What makes the product write this log, as environment variables. */
    Map<String, String> settings() {
        return Map.of(
                "SERVER_TOMCAT_ACCESSLOG_ENABLED",
                "true",
                "SERVER_TOMCAT_ACCESSLOG_DIRECTORY",
                folder.toAbsolutePath().toString(),
                "SERVER_TOMCAT_ACCESSLOG_PATTERN",
                "%{" + STRETCH + "}i %D");
    }

    /**
     * The times of a stretch; complete once the product has ended.
     *
     * @return microseconds
     */
    Histogram times(String stretch) throws IOException {
        var micros = new Histogram(3);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                try (var lines = Files.lines(file)) {
                    lines.map(line -> line.split(" ", 2))
                            .filter(words -> words[0].equals(stretch))
                            .forEach(words -> micros.recordValue(Long.parseLong(words[1])));
                }
            }
        }
        return micros;
    }
}
