package io.countersign.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who we are for the operating system: PostgreSQL refuses to run as root, so root starts it in a user namespace of its own. */
final class OsUser {

    private OsUser() {}

    /** The command, in front of it what makes it run unprivileged and out of reach of the terminal's Ctrl-C. */
    static List<String> unprivileged(List<String> command) {
        var full = new ArrayList<String>(detached(List.of()));
        if (isRoot()) {
            full.addAll(List.of("unshare", "--user"));
        }
        full.addAll(command);
        return full;
    }

    /** The command in a session of its own: Ctrl-C reaches only us, and we end the children in the right order. */
    static List<String> detached(List<String> command) {
        var full = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            full.add("/usr/bin/setsid");
        }
        full.addAll(command);
        return full;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
