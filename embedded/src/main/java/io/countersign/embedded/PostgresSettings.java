package io.countersign.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a PostgreSQL is started.
 *
 * @param folder ours alone: the data, the superuser's password, the log and the pid file lie in it
 * @param port 0 for a free one
 * @param endWithJvm whether it is stopped when this JVM ends; false for somebody who does that in an order of their own
 * @param parameters server parameters on top of, or instead of, our own
 */
public record PostgresSettings(
        Distributions distributions, Path folder, int port, boolean endWithJvm, Map<String, String> parameters) {

    public PostgresSettings {
        folder = folder.toAbsolutePath();
        parameters = Map.copyOf(parameters);
    }

    /** On a free port, ended with this JVM. */
    public static PostgresSettings in(Distributions distributions, Path folder) {
        return new PostgresSettings(distributions, folder, 0, true, Map.of());
    }

    public PostgresSettings withPort(int newPort) {
        return new PostgresSettings(distributions, folder, newPort, endWithJvm, parameters);
    }

    public PostgresSettings withEndWithJvm(boolean newEndWithJvm) {
        return new PostgresSettings(distributions, folder, port, newEndWithJvm, parameters);
    }

    public PostgresSettings withParameters(Map<String, String> newParameters) {
        return new PostgresSettings(distributions, folder, port, endWithJvm, newParameters);
    }
}
