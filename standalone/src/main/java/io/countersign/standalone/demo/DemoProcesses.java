package io.countersign.standalone.demo;

import io.countersign.engine.processengine.Deployment;
import io.countersign.engine.processengine.Deployment.DeployedProcess;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.engine.processengine.ResourceFile;
import io.countersign.processes.ShippedResource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sample processes: deployed at every start, which makes new versions only of what has changed since the last one. */
public final class DemoProcesses {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProcessEngine engine;
    private final JdbcClient database;

    public DemoProcesses(ProcessEngine engine, JdbcClient database) {
        this.engine = engine;
        this.database = database;
    }

    /** Returns when people can start them. */
    public void deploy() throws InterruptedException {
        var files = Stream.concat(ShippedResource.deployable().stream(), ShippedResource.examples().stream())
                .map(resource -> new ResourceFile(resource.name(), resource.bytes()))
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        awaitProjected(deployed(files, deadline), deadline);
    }

    /** Again and again, because repeating it does no harm and a broker that has just started may be busy. */
    private Deployment deployed(List<ResourceFile> files, long deadline) throws InterruptedException {
        while (true) {
            switch (engine.deploy(files, "<default>").toCompletableFuture().join()) {
                case EngineAnswer.Ok<Deployment>(var deployment) -> {
                    return deployment;
                }
                case EngineAnswer.Failed<Deployment>(var failure) -> {
                    if (!failure.kind().isTransient() || System.nanoTime() > deadline) {
                        throw new IllegalStateException("The sample processes were not deployed: " + failure);
                    }
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            }
        }
    }

    private void awaitProjected(Deployment deployment, long deadline) throws InterruptedException {
        var keys = deployment.processes().stream().map(DeployedProcess::key).toList();
        while (projected(keys) < keys.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The sample processes were deployed, but the engine does not show them after "
                                + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private int projected(List<Long> keys) {
        return database.sql("select count(*) from process_definition where key in (:keys)")
                .param("keys", keys)
                .query(Integer.class)
                .single();
    }
}
