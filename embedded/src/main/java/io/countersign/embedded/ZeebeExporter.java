package io.countersign.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * An exporter that the broker loads from a jar of its own.
 *
 * @param id letters and digits only, as it becomes part of an environment variable's name
 * @param args its settings; a dot in a name makes a nested one
 */
public record ZeebeExporter(String id, Path jar, String className, Map<String, String> args) {

    public ZeebeExporter {
        if (!id.matches("[A-Za-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("an exporter's id has only letters and digits: " + id);
        }
        args = Map.copyOf(args);
    }

    void putInto(Map<String, String> environment) {
        var prefix = "ZEEBE_BROKER_EXPORTERS_" + id.toUpperCase(Locale.ROOT) + "_";
        environment.put(prefix + "JARPATH", jar.toAbsolutePath().toString());
        environment.put(prefix + "CLASSNAME", className);
        args.forEach((name, value) ->
                environment.put(prefix + "ARGS_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    }
}
