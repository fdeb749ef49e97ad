package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every journey of a person in a real browser ({@code web/e2e}), on the product as `./countersign up` starts it. */
class BrowserIT {

    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void everyJourneySucceeds() throws Exception {
        try (var up = CountersignProcess.start(folder.resolve("data")).awaitReady()) {
            var journeys = new ProcessBuilder("npm", "run", "--silent", "e2e")
                    .directory(WEB.toFile())
                    .redirectErrorStream(true);
            journeys.environment().put("COUNTERSIGN_URL", up.address("").toString());
            var process = journeys.start();
            try {
                // not inherited: what a child writes beside the test runner would garble its reports
                process.inputReader().lines().forEach(System.out::println);
                assertThat(process.waitFor())
                        .as("what failed is printed above; screenshots and traces are in web/target/e2e")
                        .isZero();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }
}
