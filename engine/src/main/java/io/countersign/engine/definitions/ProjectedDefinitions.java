package io.countersign.engine.definitions;

import io.countersign.engine.processengine.Deployment;
import io.countersign.engine.processengine.Deployment.DeployedForm;
import io.countersign.engine.processengine.Deployment.DeployedProcess;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Waits a little until the read model has what was deployed. */
@Component
class ProjectedDefinitions {

    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final JdbcClient jdbc;

    ProjectedDefinitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void await(Deployment deployment) {
        var end = System.nanoTime() + AT_MOST.toNanos();
        while (!has(deployment) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private boolean has(Deployment deployment) {
        return count("process_definition", deployment.processes().stream().mapToLong(DeployedProcess::key))
                && count("form", deployment.forms().stream().mapToLong(DeployedForm::key));
    }

    private boolean count(String table, LongStream keys) {
        var wanted = keys.distinct().boxed().toArray(Long[]::new);
        return wanted.length == 0
                || jdbc.sql("select count(*) from " + table + " where key = any (?)")
                                .param(wanted)
                                .query(Long.class)
                                .single()
                        == wanted.length;
    }
}
