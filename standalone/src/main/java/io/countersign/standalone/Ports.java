package io.countersign.standalone;

import io.countersign.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The ports of the parts: as wanted, otherwise as the last time, otherwise the usual ones, otherwise free ones. */
final class Ports {

    private final Path file;
    private final Properties last = new Properties();

    Ports(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                last.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param wanted 0 where nothing in particular is */
    int choose(String part, int wanted, int usual) {
        int port = wanted == 0 ? free(part, usual) : wanted;
        last.setProperty(part, Integer.toString(port));
        try (var out = Files.newBufferedWriter(file)) {
            last.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return port;
    }

    private int free(String part, int usual) {
        int remembered = Integer.parseInt(last.getProperty(part, Integer.toString(usual)));
        if (FreePorts.isFree(remembered)) {
            return remembered;
        }
        return FreePorts.isFree(usual) ? usual : FreePorts.one();
    }
}
