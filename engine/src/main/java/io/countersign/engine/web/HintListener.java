package io.countersign.engine.web;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears hints from all nodes on a connection of its own and hands them to the browsers of this node. */
@Component
class HintListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HintListener.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JdbcConnectionDetails database;
    private final EventHub hub;
    private final JsonMapper json;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    HintListener(JdbcConnectionDetails database, EventHub hub, JsonMapper json) {
        this.database = database;
        this.hub = hub;
        this.json = json;
    }

    @Override
    public void start() {
        var listening = Thread.ofVirtual().name("hints").unstarted(this::run);
        // before it runs: it goes on only for as long as it is the one
        thread = listening;
        listening.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        close();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isMine()) {
            try (var opened = open()) {
                connection = opened;
                listen(opened);
            } catch (SQLException lost) {
                pauseAfter(lost);
            }
        }
    }

    private void listen(Connection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            statement.execute("listen " + Hints.CHANNEL);
            // whatever was said while nobody listened
            hub.broadcast(EventHub.EVERYTHING, false);
            var postgres = opened.unwrap(PGConnection.class);
            while (isMine()) {
                var notifications = postgres.getNotifications((int) PATIENCE.toMillis());
                if (notifications == null || notifications.length == 0) {
                    statement.execute("select 1");
                    continue;
                }
                for (var notification : notifications) {
                    pass(notification.getParameter());
                }
            }
        }
    }

    void pass(String payload) {
        try {
            JsonNode hint = json.readTree(payload);
            if (hint.path("to").isString()) {
                hub.tell(hint.path("to").asString(), topics(hint));
            } else {
                hub.broadcast(topics(hint), hint.path("ahead").asBoolean(false));
            }
        } catch (JacksonException malformed) {
            log.warn("a hint that is not one: {}", payload, malformed);
        }
    }

    private static Set<String> topics(JsonNode hint) {
        return StreamSupport.stream(hint.path("topics").spliterator(), false)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(EventHub.EVERYTHING::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Connection open() throws SQLException {
        var properties = new Properties();
        setIfPresent(properties, "user", database.getUsername());
        setIfPresent(properties, "password", database.getPassword());
        properties.setProperty("ApplicationName", "countersign-hints");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private static void setIfPresent(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private void pauseAfter(SQLException lost) {
        if (!isMine()) {
            return;
        }
        log.warn("hints are not heard, trying again: {}", lost.getMessage());
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMine() {
        return Thread.currentThread().equals(thread);
    }

    private void close() {
        var open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException ignored) {
                log.debug("the hint connection did not close cleanly", ignored);
            }
        }
    }
}
