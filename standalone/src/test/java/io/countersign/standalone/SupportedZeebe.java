package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The whole product on one version of the broker; started when it is first needed, ended and deleted with the last test of it. */
final class SupportedZeebe implements AutoCloseable {

    private final String version;
    private final Map<String, Api> people = new ConcurrentHashMap<>();
    private @Nullable Path folder;
    private @Nullable CountersignProcess process;

    SupportedZeebe(String version) {
        this.version = version;
    }

    boolean isDefault() {
        return version.equals(ZeebeSettings.DEFAULT_VERSION);
    }

    String version() {
        return version;
    }

    /** Somebody at the broker: zbctl where the distribution has it, which those from 8.6 on have not. */
    BrokerClient broker() {
        String address = up().after("Zeebe gRPC: ");
        return isDefault()
                ? new Zbctl(Distributions.fetched(Progress.silent()).zeebe(version), address)
                : new JavaClient(address);
    }

    /** One of the demo's people. */
    Api person(String username) {
        return people.computeIfAbsent(username, name -> new Api(Callers.person(up(), name)));
    }

    /** With the demo's key. */
    Api system() {
        return new Api(Callers.system(up()));
    }

    private CountersignProcess up() {
        if (process == null) {
            try {
                folder = Files.createTempDirectory(Path.of("target"), "zeebe-" + version);
                process = CountersignProcess.start(folder.resolve("data"), "--zeebe", version);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            process.awaitReady();
        }
        return process;
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        if (folder != null) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public String toString() {
        return "Zeebe " + version;
    }
}
