package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;

/** Our PostgreSQL with its migrated database, kept running until everything is closed. */
final class OwnPostgres {

    private static final int USUAL_PORT = 5432;

    private final DataFolder data;
    private final Closing closing;
    private final Console console;

    OwnPostgres(DataFolder data, Closing closing, Console console) {
        this.data = data;
        this.closing = closing;
        this.console = console;
    }

    /** @param wantedPort 0 for any */
    Database start(Distributions distributions, int wantedPort) {
        var settings = PostgresSettings.in(distributions, data.postgres()).withEndWithJvm(false);
        // before the port is chosen, which an orphan of ours may still hold
        PostgresServer.endOrphan(settings);
        var postgres = settings.withPort(new Ports(data.ports()).choose("postgres", wantedPort, USUAL_PORT));
        var server = closing.add(new Supervised<>(
                        "PostgreSQL",
                        () -> PostgresServer.start(postgres, console),
                        () -> PostgresServer.endOrphan(postgres),
                        console))
                .start();
        var database = new Database(server, data);
        database.prepare(console);
        return database;
    }
}
