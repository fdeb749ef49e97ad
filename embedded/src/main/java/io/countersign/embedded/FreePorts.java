package io.countersign.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

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
                .filter(FreePorts::isFree)
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

    /** Complains, with a way out, about a port that somebody else listens on. */
    static void check(String part, int port) {
        if (!isFree(port)) {
            throw new EmbeddedException("Port " + port + " for " + part
                    + " is taken by another program: stop that program, or choose another port");
        }
    }
}
