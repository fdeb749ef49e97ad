package io.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A broker's folder: its data, logs and temporary files, and the version that wrote them. */
final class ZeebeFolder {

    private final Path folder;

    ZeebeFolder(Path folder) {
        this.folder = folder;
    }

    PidFile pidFile() {
        return new PidFile(folder.resolve("zeebe.pid"));
    }

    Path output() {
        return folder.resolve("broker.out");
    }

    void prepare(String version) throws IOException {
        Files.createDirectories(folder);
        checkVersion(version);
        // what a killed broker has unpacked there (native libraries) nobody else would ever delete
        Distributions.deleteTree(folder.resolve("tmp"));
        Files.createDirectories(folder.resolve("tmp"));
        Files.deleteIfExists(output());
    }

    /** The log goes to a rolling file in the folder; the broker's own configuration would write it twice. */
    Path loggingConfiguration() throws IOException {
        var file = folder.resolve("log4j2.xml");
        try (var template = Objects.requireNonNull(ZeebeFolder.class.getResourceAsStream("zeebe-log4j2.xml"))) {
            Files.copy(template, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** A broker opens neither the data of a newer one nor those of one that is several versions older. */
    private void checkVersion(String version) throws IOException {
        var marker = folder.resolve("zeebe.version");
        var found = Files.exists(marker) ? Files.readString(marker).strip() : version;
        if (!minor(found).equals(minor(version))) {
            throw new WrongDataVersionException("The data in " + folder + " is of Zeebe " + found + ", this is "
                    + version + ": start with --zeebe " + found + ", or use another --data folder");
        }
        Files.writeString(marker, version + "\n");
    }

    private static String minor(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }
}
