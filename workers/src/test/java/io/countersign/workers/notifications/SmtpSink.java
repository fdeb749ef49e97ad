package io.countersign.workers.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that misbehaves as it is told, and keeps what it took, also where nobody came to know of it. */
public final class SmtpSink implements AutoCloseable {

    private final ServerSocket server;
    private final Manner manner;
    private final @Nullable SSLContext tls;
    private final boolean tlsAtOnce;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Where in the conversation it is. */
    public enum Phase {
        CONNECT,
        HELO,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        /** The whole mail is there. */
        TAKE,
        /** It is taken for good, and nobody has been told. */
        TAKEN
    }

    /** What it does when a client comes to a phase. */
    @FunctionalInterface
    public interface Manner {

        /** @param line what the client said */
        Deed at(Phase phase, String line);
    }

    /** @param answer null to say nothing and close the connection; empty for the usual */
    public record Deed(@Nullable String answer, Duration after) {

        public static final Deed USUAL = new Deed("", Duration.ZERO);
        public static final Deed DROP = new Deed(null, Duration.ZERO);

        public static Deed say(String answer) {
            return new Deed(answer, Duration.ZERO);
        }
    }

    /** @param text of all of it, headers included */
    public record Taken(
            String messageId,
            String text,
            List<String> recipients,
            boolean encrypted,
            @Nullable String user) {}

    private SmtpSink(Manner manner, @Nullable SSLContext tls, boolean tlsAtOnce) throws IOException {
        this.manner = manner;
        this.tls = tls;
        this.tlsAtOnce = tlsAtOnce;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static SmtpSink start(Manner manner) {
        return start(manner, null, false);
    }

    static SmtpSink start(Manner manner, @Nullable SSLContext tls, boolean tlsAtOnce) {
        try {
            return new SmtpSink(manner, tls, tlsAtOnce);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Taken> taken() {
        return taken;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket accepted) {
        open.add(accepted);
        try (accepted) {
            new Conversation(tlsAtOnce ? encrypted(accepted) : accepted, tlsAtOnce).hold();
        } catch (IOException e) {
            // the client went away, as it does where a test kills it
        } finally {
            open.remove(accepted);
        }
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        if (tls == null) {
            throw new IOException("no certificate");
        }
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        encrypted.startHandshake();
        return encrypted;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private final class Conversation {

        private Socket socket;
        private boolean encrypted;
        private BufferedReader in;
        private OutputStream out;
        private List<String> recipients = new ArrayList<>();
        private @Nullable String user;

        Conversation(Socket socket, boolean encrypted) throws IOException {
            this.socket = socket;
            this.encrypted = encrypted;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.out = socket.getOutputStream();
        }

        void hold() throws IOException {
            if (!answer(Phase.CONNECT, "", "220 sink")) {
                return;
            }
            String line = in.readLine();
            while (line != null && understood(line)) {
                line = in.readLine();
            }
        }

        private boolean understood(String line) throws IOException {
            return switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO", "HELO" -> answer(Phase.HELO, line, greeting());
                case "STARTTLS" -> startTls();
                case "AUTH" -> auth(line);
                case "MAIL" -> {
                    recipients = new ArrayList<>();
                    yield answer(Phase.MAIL, line, "250 2.1.0 ok");
                }
                case "RCPT" -> rcpt(line);
                case "DATA" -> data(line);
                case "QUIT" -> {
                    say("221 bye");
                    yield false;
                }
                default -> say("250 ok");
            };
        }

        private String greeting() {
            return "250-sink\r\n" + (tls != null && !encrypted ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN";
        }

        private boolean startTls() throws IOException {
            if (tls == null) {
                return say("454 4.7.0 TLS is not available");
            }
            say("220 go ahead");
            socket = encrypted(socket);
            encrypted = true;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
            return true;
        }

        private boolean auth(String line) throws IOException {
            String words = new String(
                    Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), StandardCharsets.UTF_8);
            user = words.substring(words.indexOf('\u0000') + 1, words.lastIndexOf('\u0000'));
            return answer(Phase.AUTH, words, "235 2.7.0 ok");
        }

        private boolean rcpt(String line) throws IOException {
            Deed deed = manner.at(Phase.RCPT, line);
            String answer = deed.answer();
            if (answer != null && answer.isEmpty()) {
                recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
            }
            return perform(deed, "250 2.1.5 ok");
        }

        private boolean data(String line) throws IOException {
            if (!answer(Phase.DATA, line, "354 go on")) {
                return false;
            }
            String messageId = "";
            StringBuilder all = new StringBuilder();
            for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
                if (text == null) {
                    return false;
                }
                all.append(text.startsWith(".") ? text.substring(1) : text).append("\r\n");
                if (text.startsWith("Message-ID: ")) {
                    messageId = text.substring("Message-ID: ".length());
                }
            }
            Deed deed = manner.at(Phase.TAKE, messageId);
            String answer = deed.answer();
            if (answer != null && answer.isEmpty()) {
                LockSupport.parkNanos(deed.after().toNanos());
                taken.add(new Taken(messageId, all.toString(), recipients, encrypted, user));
                return answer(Phase.TAKEN, messageId, "250 2.0.0 taken");
            }
            return perform(deed, "");
        }

        private boolean answer(Phase phase, String line, String usual) throws IOException {
            return perform(manner.at(phase, line), usual);
        }

        private boolean perform(Deed deed, String usual) throws IOException {
            LockSupport.parkNanos(deed.after().toNanos());
            return deed.answer() != null && say(deed.answer().isEmpty() ? usual : deed.answer());
        }

        private boolean say(String answer) throws IOException {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        }
    }
}
