package io.countersign.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Loopback ports that nobody listens on at the moment of asking. They lie below the range that systems take for outgoing
 * connections, so that none of those is in the way by the time the port is used.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private FreePorts() {}

    /** One free port. */
    public static int one() {
        return some(1).getFirst();
    }

    /** As many different free ports as asked for. */
    public static List<Integer> some(int count) {
        return ThreadLocalRandom.current()
                .ints(FIRST, END)
                .distinct()
                .filter(port -> isFree(port) && Reserved.take(port))
                .limit(count)
                .boxed()
                .toList();
    }

    /** Whether something could listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Between asking for a port and listening on it a program that starts beside this one could be given the same. So each port is
     * locked in a file that all of them share, until the process ends.
     */
    private static final class Reserved {

        private static final @Nullable FileChannel PORTS = open();

        static boolean take(int port) {
            try {
                return PORTS == null || PORTS.tryLock(port, 1, false) != null;
            } catch (OverlappingFileLockException given) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        private static @Nullable FileChannel open() {
            try {
                return FileChannel.open(
                        Path.of(System.getProperty("java.io.tmpdir"), "countersign-ports.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                // somebody else's file: nobody is warned then, as before
                return null;
            }
        }
    }

    /** Complains, with a way out, about a port that somebody else listens on. */
    static void check(String part, int port) {
        if (!isFree(port)) {
            throw new EmbeddedException("Port " + port + " for " + part
                    + " is taken by another program: stop that program, or choose another port");
        }
    }
}
