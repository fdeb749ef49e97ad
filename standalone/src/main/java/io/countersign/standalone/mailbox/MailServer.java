package io.countersign.standalone.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Speaks SMTP on a free loopback port and keeps every mail. */
public final class MailServer implements AutoCloseable {

    private static final int LARGEST_MAIL = 10 << 20;

    private final SMTPServer server;

    private MailServer(SMTPServer server) {
        this.server = server;
    }

    public static MailServer start(Mails mails) {
        var server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Countersign mailbox")
                .maxMessageSize(LARGEST_MAIL)
                .maxConnections(50)
                .messageHandlerFactory(context -> new Handler(mails))
                .build();
        server.start();
        return new MailServer(server);
    }

    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private record Handler(Mails mails) implements MessageHandler {

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) {}

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            try {
                mails.add(data.readNBytes(LARGEST_MAIL));
                return null;
            } catch (IOException e) {
                throw new RejectException(452, "the mail can't be stored: " + e.getMessage());
            }
        }

        @Override
        public void done() {}
    }
}
