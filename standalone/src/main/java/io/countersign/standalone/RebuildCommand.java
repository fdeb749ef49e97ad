package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import io.countersign.engine.recordstream.ReadModelRebuild;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the read model anew from the record log, while nothing else runs. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Makes the read model anew from the record log.")
final class RebuildCommand implements Callable<Integer> {

    /** The engine is not spoken to: what was decided is sent when it runs again. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final Console console;

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "folder that everything is kept in (./${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    RebuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var folder = DataFolder.open(data);
        Logs.to(folder.logs());
        try (var closing = new Closing()) {
            Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stop"));
            closing.add(folder);
            var database = new OwnPostgres(folder, closing, console).start(Distributions.fetched(console), 0);
            var parts = new Parts(
                    database.url(), database.app(), NOWHERE, NOWHERE, CompletableFuture.completedFuture(null), null);
            console.report("Starting the engine");
            var engine = closing.add(new Contexts(parts, folder).startEngine(0, null));
            engine.getBean(ReadModelRebuild.class).run(console::report);
        }
        console.line("The read model is rebuilt");
        return 0;
    }
}
