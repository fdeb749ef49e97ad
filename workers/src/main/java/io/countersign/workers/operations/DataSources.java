package io.countersign.workers.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.workers.jobs.Pause;
import io.countersign.workers.jobs.Reached;
import io.countersign.workers.secrets.SecretStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The databases that statements may run in, each with its own connections and its own gate. */
@Component
class DataSources {

    /** With the way there and back it has to be done well within a job's lease. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(45);

    private final Map<String, Source> sources = new TreeMap<>();

    /**
     * @param connections none until the first one is wanted
     * @param login how they are made
     */
    record Source(
            String name,
            DataSourceSettings.Source settings,
            HikariDataSource connections,
            LoginDataSource login,
            Gate gate) {}

    DataSources(DataSourceSettings settings, SecretStore secrets, Clock clock, Pause pause, MeterRegistry meters) {
        settings.dataSources().forEach((name, source) -> {
            check(name, source);
            Gate gate = new Gate(
                    name,
                    source.limits(),
                    clock,
                    pause,
                    () -> ThreadLocalRandom.current().nextLong());
            GateFigures.measure("data-source", name, gate, meters);
            LoginDataSource login = new LoginDataSource(source, secrets);
            sources.put(name, new Source(name, source, connections(name, source, login), login, gate));
        });
    }

    Optional<Source> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    List<Reached> reached() {
        return sources.values().stream().map(source -> source.gate().reached()).toList();
    }

    String names() {
        return sources.isEmpty() ? "none" : String.join(", ", sources.keySet());
    }

    private static HikariDataSource connections(
            String name, DataSourceSettings.Source settings, LoginDataSource login) {
        HikariDataSource connections = new HikariDataSource();
        connections.setDataSource(login);
        connections.setPoolName("data-source-" + name);
        connections.setMaximumPoolSize(settings.maxConcurrent());
        connections.setMinimumIdle(0);
        connections.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        connections.setInitializationFailTimeout(-1);
        // one attempt has to fit in
        connections.setConnectionTimeout(
                settings.connectTimeout().plusSeconds(1).toMillis());
        connections.setValidationTimeout(Math.max(250, settings.connectTimeout().toMillis()));
        connections.setAutoCommit(false);
        // or a connection would begin with a transaction that is there already
        connections.setIsolateInternalQueries(true);
        connections.setReadOnly(!settings.write());
        connections.setConnectionInitSql(
                "set statement_timeout = " + settings.timeout().toMillis());
        return connections;
    }

    private static void check(String name, DataSourceSettings.@Nullable Source source) {
        String key = "countersign.operations.data-sources." + name;
        String url = source == null ? null : source.url();
        if (source == null || url == null || !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalStateException(key + ".url must be jdbc:postgresql://host[:port]/database");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalStateException(key + ".url must not have a password: set " + key + ".password");
        }
        Duration timeout = source.timeout();
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_STATEMENT) > 0) {
            throw new IllegalStateException(key + ".timeout must be at most " + LONGEST_STATEMENT.toSeconds()
                    + "s: jobs have to end within their lease");
        }
    }

    @PreDestroy
    void close() {
        sources.values().forEach(source -> source.connections().close());
    }
}
