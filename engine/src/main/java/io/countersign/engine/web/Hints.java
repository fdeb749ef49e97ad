package io.countersign.engine.web;

import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells every browser, on every node, that something of a topic has changed. A hint carries no data: who gets it asks
 * again, with his own permissions.
 */
@Component
public class Hints {

    static final String CHANNEL = "countersign_hints";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Hints(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Sends the hint; inside a transaction, when it commits.
     *
     * @param topics lower case words such as {@code tasks}
     * @throws IllegalArgumentException a topic that is not one of those that are passed on
     */
    public void send(Collection<String> topics) {
        send(topics, false);
    }

    /**
     * The same for what the engine is told now and will confirm in a moment: browsers ask again once it does, together, instead of twice.
     * Where it says nothing for {@link WebSettings.Events#ahead}, they ask without it.
     */
    public void sendAhead(Collection<String> topics) {
        send(topics, true);
    }

    private void send(Collection<String> topics, boolean ahead) {
        if (!EventHub.EVERYTHING.containsAll(topics)) {
            throw new IllegalArgumentException("topics of hints are " + EventHub.EVERYTHING + ", not " + topics);
        }
        jdbc.sql("select pg_notify(:channel, :payload)")
                .param("channel", CHANNEL)
                .param("payload", json.writeValueAsString(Map.of("topics", topics, "ahead", ahead)))
                .query()
                .singleRow();
    }
}
