package io.countersign.workers.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that does nothing but deliver what is queued, for as long as it is let. */
final class MailNode {

    static final Duration LEASE = Duration.ofSeconds(4);

    private MailNode() {}

    public static void main(String[] arguments) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setUser(arguments[1]);
        dataSource.setPassword(arguments[2]);
        NotificationSettings settings = Sending.settings(0, Encryption.NONE, LEASE);
        var sending = new Sending(
                dataSource,
                Clock.systemUTC(),
                Sending.smtp(Integer.parseInt(arguments[3]), settings, new Properties()),
                settings);
        var unused = Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(sending.loop::tick, 0, 50, TimeUnit.MILLISECONDS);
    }
}
