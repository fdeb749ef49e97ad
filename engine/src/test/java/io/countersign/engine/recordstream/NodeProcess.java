package io.countersign.engine.recordstream;

import io.countersign.engine.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A node in a process of its own, so that a test can kill it. */
final class NodeProcess {

    private NodeProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Harness node = new Harness(new TestDatabase(arguments[0], arguments[1], arguments[2]));
        node.stream.start();
        new CountDownLatch(1).await();
    }

    static Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
