package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeExporter;
import io.countersign.embedded.ZeebePorts;
import io.countersign.embedded.ZeebeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Our Zeebe with the exporter, kept running until everything is closed. */
final class OwnZeebe {

    private static final int USUAL_PORT = 26500;
    private static final String EXPORTER = "io.countersign.exporter.CountersignExporter";

    private final DataFolder data;
    private final Closing closing;
    private final Console console;

    OwnZeebe(DataFolder data, Closing closing, Console console) {
        this.data = data;
        this.closing = closing;
        this.console = console;
    }

    /**
     * Decides on ports and all else, but starts nothing.
     *
     * @param wantedPort of gRPC, 0 for any
     */
    ZeebeSettings settings(Distributions distributions, String version, int wantedPort, Database database) {
        var settings = ZeebeSettings.in(distributions, data.zeebe())
                .withVersion(version)
                .withEndWithJvm(false)
                .withExporters(exporter(database));
        // before the port is chosen, which an orphan of ours may still hold
        ZeebeBroker.endOrphan(settings);
        return settings.withPorts(
                ZeebePorts.withGateway(new Ports(data.ports()).choose("zeebe-grpc", wantedPort, USUAL_PORT)));
    }

    void start(ZeebeSettings settings) {
        closing.add(new Supervised<>(
                        "Zeebe",
                        () -> ZeebeBroker.start(settings, console),
                        () -> ZeebeBroker.endOrphan(settings),
                        console))
                .start();
        console.report("Zeebe is ready");
    }

    private ZeebeExporter exporter(Database database) {
        var login = database.exporter();
        return new ZeebeExporter(
                "countersign",
                jar(),
                EXPORTER,
                Map.of(
                        "url", database.url(),
                        "user", login.user(),
                        "passwordFile", data.secret(login.user()).toString()));
    }

    private static Path jar() {
        var jar = Path.of(System.getProperty("countersign.exporter", "countersign-exporter.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new CannotStartException(
                    "The exporter " + jar + " is missing: start with ./countersign, which builds it");
        }
        return jar;
    }
}
