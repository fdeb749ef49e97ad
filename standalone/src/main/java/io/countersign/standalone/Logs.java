package io.countersign.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Everything is logged as JSON lines into the data folder; two Spring contexts share the one configuration, logback.xml. */
final class Logs {

    private static final String FOLDER = "countersign.logs";

    private Logs() {}

    static boolean areKept() {
        return System.getProperty(FOLDER) != null;
    }

    /** Before anything has logged. */
    static void to(Path folder) {
        System.setProperty(FOLDER, folder.toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
