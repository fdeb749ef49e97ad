package io.countersign.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The broker's command line and environment; the main class is the only thing that differs between 8.5 and 8.6. */
final class ZeebeCommand {

    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TZ", "LD_LIBRARY_PATH");

    private final ZeebeSettings settings;
    private final Path home;

    ZeebeCommand(ZeebeSettings settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    ProcessBuilder builder(Path loggingConfiguration) {
        var builder = new ProcessBuilder(OsUser.detached(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // left to itself it shrinks until it holds little more than what is live, and is marked every two
                // seconds
                "-Xms" + settings.heapMegabytes() * 6 / 10 + "m",
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+IgnoreUnrecognizedVMOptions",
                // an archive of loaded classes, made when a broker first ends: later ones start in half the time
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + home.resolveSibling(home.getFileName() + ".jsa"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:ErrorFile=" + settings.folder().resolve("crash-%p.log"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + settings.folder().resolve("tmp"),
                "-Dlog4j2.configurationFile=" + loggingConfiguration,
                "-Dbasedir=" + home,
                "-Dapp.home=" + settings.folder(),
                "-cp",
                home.resolve("lib") + "/*",
                settings.version().startsWith("8.5.")
                        ? "io.camunda.zeebe.broker.StandaloneBroker"
                        : "io.camunda.application.StandaloneBroker")));
        builder.directory(settings.folder().toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        configure(environment);
        return builder;
    }

    private void configure(Map<String, String> environment) {
        var ports = settings.ports();
        environment.put("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(ports.command()));
        environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(ports.internal()));
        environment.put("ZEEBE_BROKER_GATEWAY_ENABLE", "true");
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1");
        environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(ports.gateway()));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.rest()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.monitoring()));
        environment.put("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", Integer.toString(settings.partitions()));
        environment.put(
                "ZEEBE_BROKER_DATA_DIRECTORY", settings.folder().resolve("data").toString());
        environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "64MB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "2GB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "1GB");
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", rocksDbMegabytes() + "MB");
        settings.exporters().forEach(exporter -> exporter.putInto(environment));
        environment.putAll(settings.environment());
    }

    /** Zeebe counts per partition and takes no less than 32 MB each. */
    private int rocksDbMegabytes() {
        return Math.max(32, 128 / settings.partitions());
    }
}
