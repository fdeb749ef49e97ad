package io.countersign.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The browsers that are connected to this node, a bounded number of them. */
@Component
class EventHub implements SmartLifecycle {

    /** Every topic there is; others are not passed on. */
    static final Set<String> EVERYTHING =
            Set.of("tasks", "instances", "incidents", "definitions", "requests", "people", "views", "notices");

    private final WebSettings.Events settings;
    private final SessionRepository<?> sessions;
    private final Set<EventConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    EventHub(WebSettings settings, SessionRepository<?> sessions) {
        this.settings = settings.events();
        this.sessions = sessions;
    }

    SseEmitter connect(String caller, HttpServletRequest request) {
        refuseTooMany(caller);
        var connection = new EventConnection(caller, settings, stillSignedIn(request));
        connections.add(connection);
        var emitter = connection.open(() -> connections.remove(connection));
        if (!running) {
            connection.end();
        }
        return emitter;
    }

    /** @param ahead of what will be told once more in a moment */
    void broadcast(Set<String> topics, boolean ahead) {
        if (!topics.isEmpty()) {
            connections.forEach(connection -> connection.hint(topics, ahead));
        }
    }

    /** To one caller only. */
    void tell(String caller, Set<String> topics) {
        if (!topics.isEmpty()) {
            connections.stream()
                    .filter(connection -> connection.caller().equals(caller))
                    .forEach(connection -> connection.hint(topics, false));
        }
    }

    int size() {
        return connections.size();
    }

    /** A session that has ended takes its connections with it; without one there is only the lifetime. */
    private BooleanSupplier stillSignedIn(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return () -> true;
        }
        var id = session.getId();
        return () -> sessions.findById(id) != null;
    }

    private void refuseTooMany(String caller) {
        if (connections.size() >= settings.total()) {
            throw Problem.unavailable(
                    "too-many-connections", "Too many connections", "This node serves as many as it can.");
        }
        var own = connections.stream()
                .filter(other -> other.caller().equals(caller))
                .count();
        if (own >= settings.perCaller()) {
            throw Problem.tooManyRequests(
                    "too-many-connections",
                    "Too many connections",
                    "One caller may have %d; close another one first.".formatted(settings.perCaller()),
                    settings.heartbeat());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends the streams first: the server waits for open requests when it stops. */
    @Override
    public void stop() {
        running = false;
        connections.forEach(EventConnection::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
