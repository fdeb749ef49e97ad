package io.countersign.standalone;

import io.countersign.embedded.ZeebeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and stays until it is told to stop. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts everything and serves it on one port.")
final class UpCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--port", defaultValue = "8080", description = "of the web app and the API (${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "folder that everything is kept in (./${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @ArgGroup(exclusive = false)
    private OwnParts ownParts = new OwnParts();

    @ArgGroup(exclusive = false)
    private @Nullable GivenParts givenParts;

    UpCommand(Console console) {
        this.console = console;
    }

    /** What is started. */
    static final class OwnParts {

        @Option(
                names = "--zeebe",
                defaultValue = ZeebeSettings.DEFAULT_VERSION,
                description = "version: " + ZeebeSettings.DEFAULT_VERSION + " or " + ZeebeSettings.NEXT_VERSION)
        private String zeebe = ZeebeSettings.DEFAULT_VERSION;

        @Option(names = "--postgres-port", defaultValue = "0", description = "a free one if not given")
        private int postgresPort;

        @Option(names = "--zeebe-grpc-port", defaultValue = "0", description = "a free one if not given")
        private int zeebeGrpcPort;
    }

    /** What is there already. */
    static final class GivenParts {

        @Option(names = "--external", required = true, description = "use a given PostgreSQL and a given Zeebe")
        private boolean external;

        @Option(names = "--postgres-url", required = true, description = "jdbc:postgresql://host:5432/countersign")
        private String postgresUrl = "";

        @Option(names = "--postgres-user", required = true, description = "owns the database and may create roles")
        private String postgresUser = "";

        @Option(
                names = "--postgres-password",
                defaultValue = "${env:COUNTERSIGN_POSTGRES_PASSWORD}",
                description = "better given as the environment variable COUNTERSIGN_POSTGRES_PASSWORD")
        private @Nullable String postgresPassword;

        @Option(names = "--zeebe-grpc", required = true, description = "http://host:26500")
        private URI zeebeGrpc = URI.create("http://localhost:26500");

        @Option(names = "--zeebe-rest", defaultValue = "http://localhost:8088", description = "${DEFAULT-VALUE}")
        private URI zeebeRest = URI.create("http://localhost:8088");
    }

    @Override
    public Integer call() throws Exception {
        var settings = parts();
        var folder = DataFolder.open(data);
        Logs.to(folder.logs());
        new Up(port, folder, settings, console).run();
        return 0;
    }

    private PartsSettings parts() {
        if (givenParts == null || !givenParts.external) {
            if (!ownParts.zeebe.equals(ZeebeSettings.DEFAULT_VERSION)
                    && !ownParts.zeebe.equals(ZeebeSettings.NEXT_VERSION)) {
                throw new CannotStartException("There is no Zeebe " + ownParts.zeebe + " here: choose --zeebe "
                        + ZeebeSettings.DEFAULT_VERSION + " or --zeebe " + ZeebeSettings.NEXT_VERSION);
            }
            return new PartsSettings.Embedded(ownParts.zeebe, ownParts.postgresPort, ownParts.zeebeGrpcPort);
        }
        return new PartsSettings.External(
                givenParts.postgresUrl,
                givenParts.postgresUser,
                givenParts.postgresPassword == null ? "" : givenParts.postgresPassword,
                givenParts.zeebeGrpc,
                givenParts.zeebeRest);
    }
}
