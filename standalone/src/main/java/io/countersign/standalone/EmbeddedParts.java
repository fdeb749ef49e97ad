package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import java.util.concurrent.CompletableFuture;

/** PostgreSQL and Zeebe as our children. */
final class EmbeddedParts {

    private final PartsSettings.Embedded settings;
    private final DataFolder data;
    private final Closing closing;
    private final Console console;

    EmbeddedParts(PartsSettings.Embedded settings, DataFolder data, Closing closing, Console console) {
        this.settings = settings;
        this.data = data;
        this.closing = closing;
        this.console = console;
    }

    /** Returns when PostgreSQL is there; Zeebe goes on starting. */
    Parts start() {
        var distributions = Distributions.fetched(console);
        var unpacked = CompletableFuture.runAsync(() -> distributions.zeebe(settings.zeebeVersion()));
        var database = new OwnPostgres(data, closing, console).start(distributions, settings.postgresPort());
        var zeebe = new OwnZeebe(data, closing, console);
        var broker = zeebe.settings(distributions, settings.zeebeVersion(), settings.zeebeGrpcPort(), database);
        var started = unpacked.thenRunAsync(() -> zeebe.start(broker));
        return new Parts(
                database.url(), database.app(), broker.grpcAddress(), broker.restAddress(), started, database.store());
    }
}
