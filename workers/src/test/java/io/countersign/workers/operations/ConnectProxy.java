package io.countersign.workers.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A proxy that opens tunnels, all of them to one server, and remembers where they were to lead. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket door;
    private final URI server;
    private final @Nullable String credentials;
    private final List<String> destinations = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param credentials what has to follow {@code Basic}; null: whoever comes is let through */
    ConnectProxy(URI server, @Nullable String credentials) {
        this.server = server;
        this.credentials = credentials;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** As they were asked for, the oldest first. */
    List<String> destinations() {
        return destinations;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            while (credentials != null && !head.contains("Proxy-Authorization: Basic " + credentials)) {
                say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
                head = head(client.getInputStream());
            }
            String line = String.valueOf(new BufferedReader(new StringReader(head)).readLine());
            destinations.add(line);
            if (!line.startsWith("CONNECT ")) {
                say(client, "405 Method Not Allowed");
                return;
            }
            try (Socket there = new Socket(server.getHost(), server.getPort())) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.startVirtualThread(() -> copy(there, client));
                copy(client, there);
            }
        } catch (IOException ended) {
            // whoever called has gone
        }
    }

    private static void say(Socket client, String what) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + what + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the head has no end");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException ended) {
            // one of both has gone
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
