package io.countersign.engine.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between a client and a server, and loses what it is told to lose. */
class TcpProxy implements AutoCloseable {

    /** What happens to bytes. */
    enum Mode {
        PASS,
        LOSE_REQUESTS,
        LOSE_REPLIES
    }

    private static final Logger log = LoggerFactory.getLogger(TcpProxy.class);

    private final ServerSocket server;
    private final URI target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.PASS;

    TcpProxy(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void set(Mode newMode) {
        mode = newMode;
    }

    /** Ends all connections; new ones are taken. */
    void cut() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                var upstream = new Socket(target.getHost(), target.getPort());
                sockets.addAll(List.of(client, upstream));
                Thread.ofVirtual().start(() -> pump(client, upstream, Mode.LOSE_REQUESTS));
                Thread.ofVirtual().start(() -> pump(upstream, client, Mode.LOSE_REPLIES));
            } catch (IOException e) {
                log.debug("closed, or the server is away", e);
            }
        }
    }

    private void pump(Socket from, Socket to, Mode loses) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[16_384];
            int count;
            while ((count = in.read(buffer)) >= 0) {
                if (mode != loses) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (IOException e) {
            log.debug("cut", e);
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
