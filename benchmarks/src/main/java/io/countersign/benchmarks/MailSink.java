package io.countersign.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A mail server that takes everything at once, and counts. */
final class MailSink implements AutoCloseable {

    private static final String MESSAGE_ID = "message-id:";

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<String> messageIds = ConcurrentHashMap.newKeySet();
    private final LongAdder taken = new LongAdder();
    private volatile Runnable then = () -> {};

    MailSink() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    long taken() {
        return taken.sum();
    }

    /** Less than {@link #taken} where one came twice. */
    int different() {
        return messageIds.size();
    }

    /** @param then what is done whenever a mail has been taken from now on */
    void each(Runnable then) {
        this.then = then;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            client.setTcpNoDelay(true);
            var out = client.getOutputStream();
            say(out, "220 sink");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("EHLO")) {
                    say(out, "250-sink\r\n250 8BITMIME");
                } else if (command.startsWith("DATA")) {
                    say(out, "354 go on");
                    readMail(in);
                    say(out, "250 2.0.0 taken");
                } else if (command.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 2.1.0 fine");
                }
            }
        } catch (IOException e) {
            // whoever left has left
        }
    }

    private void readMail(BufferedReader in) throws IOException {
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
                messageIds.add(line.substring(MESSAGE_ID.length()).strip());
            }
        }
        taken.increment();
        then.run();
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
