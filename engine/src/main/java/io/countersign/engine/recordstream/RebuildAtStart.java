package io.countersign.engine.recordstream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** {@code --rebuild} on the command line: rebuilds the read model, then serves. */
class RebuildAtStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildAtStart.class);

    private final ReadModelRebuild rebuild;

    RebuildAtStart(ReadModelRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("rebuild")) {
            rebuild.run(LOG::info);
            LOG.info("The read model is rebuilt");
        }
    }
}
