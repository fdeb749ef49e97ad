package io.countersign.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a broker is started.
 *
 * @param version one of those the build has fetched
 * @param folder ours alone: data, logs and the pid file lie in it
 * @param heapMegabytes the broker's largest heap; RocksDB takes 128 MB beside it
 * @param endWithJvm whether it is stopped when this JVM ends; false for somebody who does that in an order of their own
 * @param environment Zeebe's own variables on top of, or instead of, ours
 */
public record ZeebeSettings(
        Distributions distributions,
        String version,
        Path folder,
        ZeebePorts ports,
        int partitions,
        int heapMegabytes,
        List<ZeebeExporter> exporters,
        boolean endWithJvm,
        Map<String, String> environment) {

    /** Free in production for one's own processes. */
    public static final String DEFAULT_VERSION = "8.5.8";

    /** The newer line; needs a licence in production. */
    public static final String NEXT_VERSION = "8.6.0";

    public ZeebeSettings {
        folder = folder.toAbsolutePath();
        exporters = List.copyOf(exporters);
        environment = Map.copyOf(environment);
    }

    /** The default version on free ports with one partition and no exporter, ended with this JVM. */
    public static ZeebeSettings in(Distributions distributions, Path folder) {
        return new ZeebeSettings(
                distributions, DEFAULT_VERSION, folder, ZeebePorts.free(), 1, 640, List.of(), true, Map.of());
    }

    public ZeebeSettings withVersion(String newVersion) {
        return new ZeebeSettings(
                distributions,
                newVersion,
                folder,
                ports,
                partitions,
                heapMegabytes,
                exporters,
                endWithJvm,
                environment);
    }

    public ZeebeSettings withPorts(ZeebePorts newPorts) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                newPorts,
                partitions,
                heapMegabytes,
                exporters,
                endWithJvm,
                environment);
    }

    public ZeebeSettings withPartitions(int newPartitions) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                ports,
                newPartitions,
                heapMegabytes,
                exporters,
                endWithJvm,
                environment);
    }

    public ZeebeSettings withHeapMegabytes(int newHeapMegabytes) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                ports,
                partitions,
                newHeapMegabytes,
                exporters,
                endWithJvm,
                environment);
    }

    public ZeebeSettings withExporters(ZeebeExporter... newExporters) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                ports,
                partitions,
                heapMegabytes,
                List.of(newExporters),
                endWithJvm,
                environment);
    }

    public ZeebeSettings withEndWithJvm(boolean newEndWithJvm) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                ports,
                partitions,
                heapMegabytes,
                exporters,
                newEndWithJvm,
                environment);
    }

    public ZeebeSettings withEnvironment(Map<String, String> newEnvironment) {
        return new ZeebeSettings(
                distributions,
                version,
                folder,
                ports,
                partitions,
                heapMegabytes,
                exporters,
                endWithJvm,
                newEnvironment);
    }

    public URI grpcAddress() {
        return address(ports.gateway());
    }

    public URI restAddress() {
        return address(ports.rest());
    }

    /** Health and metrics are below `/actuator`. */
    public URI monitoringAddress() {
        return address(ports.monitoring());
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
